/**
 * The account to pay: the miner record that goes with every work request. The node compares the whole
 * record with those it is configured to mine for (`Chainweb.Miner.Config`).
 */
import { ed25519 } from '@noble/curves/ed25519.js';
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';

/** Account, its guard's predicate and keys. */
export interface MinerAccount {
  readonly account: string;
  readonly predicate: 'keys-all';
  /** Ed25519 public keys, 64 lower-case hex digits each. */
  readonly publicKeys: readonly string[];
}

/** A key pair as 64 hex digits each. The private one is shown once and never stored in clear. */
export interface KeyPair {
  readonly publicKey: string;
  readonly privateKey: string;
}

/** What is wrong with a text as a public key. */
export interface PublicKeyFault {
  readonly reason: 'missing' | 'not-hex' | 'wrong-length';
  /** Its length in characters, without `k:` and surrounding blanks. */
  readonly digits: number;
}

/**
 * Reads a public key as typed by a user: 64 hex digits, in upper or lower case, with or without the
 * `k:` of an account name or surrounding blanks.
 */
export function parsePublicKey(text: string): Result<string, PublicKeyFault> {
  const key = text.trim().toLowerCase().replace(/^k:/, '');
  const { length: digits } = key;
  if (digits === 0) return err({ reason: 'missing', digits });
  if (!/^[0-9a-f]*$/.test(key)) return err({ reason: 'not-hex', digits });
  if (digits !== 64) return err({ reason: 'wrong-length', digits });
  return ok(key);
}

/** The record for a key: its own `k:` account unless another account is named. */
export function minerAccount(publicKey: string, account?: string | null): MinerAccount {
  return {
    account: account ?? `k:${publicKey}`,
    predicate: 'keys-all',
    publicKeys: [publicKey],
  };
}

/** A new Ed25519 key pair from the system's random source, usable by Kadena wallets. */
export function generateKeyPair(): KeyPair {
  const { secretKey, publicKey } = ed25519.keygen();
  return {
    publicKey: Buffer.from(publicKey).toString('hex'),
    privateKey: Buffer.from(secretKey).toString('hex'),
  };
}
