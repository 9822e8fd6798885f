/** The miner record of a work request, and who may mine (`Chainweb.Miner.Pact`). */
import type { MinerAccount } from '../../chainweb/account.ts';
import { parsePeerJson } from '../../peers/peer-json.ts';
import { err, ok } from '../../result.ts';
import type { Result } from '../../result.ts';

/** A record as it was sent: any account, predicate and keys. */
export interface MinerRecord {
  readonly account: string;
  readonly predicate: string;
  readonly publicKeys: readonly string[];
}

/** Parses `{"account", "predicate", "public-keys"}`, all three required. The reason is the node's text. */
export function parseMiner(body: Buffer): Result<MinerRecord, { readonly reason: string }> {
  const parsed = parsePeerJson(body.toString('utf8'));
  if (!parsed.ok) return err({ reason: 'Error in $: not a valid json value' });
  const { value } = parsed;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return err({ reason: 'Error in $: parsing Miner failed, expected Object' });
  }
  const fields = value as Readonly<Record<string, unknown>>;
  for (const key of ['account', 'predicate', 'public-keys']) {
    if (!(key in fields)) return err({ reason: `Error in $: key "${key}" not found` });
  }
  const { account, predicate, 'public-keys': publicKeys } = fields;
  if (typeof account !== 'string') return err({ reason: 'Error in $.account: expected String' });
  if (typeof predicate !== 'string') {
    return err({ reason: 'Error in $.predicate: expected String' });
  }
  if (!isStringArray(publicKeys)) {
    return err({ reason: "Error in $['public-keys']: expected Array of String" });
  }
  return ok({ account, predicate, publicKeys });
}

function isStringArray(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

/**
 * The account of a record if it may mine, otherwise null: one of a list, compared as a whole with its
 * keys as a set; or, with `any`, the `k:` account of any well-formed key.
 */
export function authorizeMiner(
  record: MinerRecord,
  allowed: 'any' | readonly MinerAccount[],
): MinerAccount | null {
  if (allowed === 'any') {
    const [key = ''] = record.publicKeys;
    const wellFormed =
      record.publicKeys.length === 1 &&
      /^[0-9a-f]{64}$/.test(key) &&
      record.account === `k:${key}` &&
      record.predicate === 'keys-all';
    return wellFormed
      ? { account: record.account, predicate: 'keys-all', publicKeys: [key] }
      : null;
  }
  const keys = keySet(record.publicKeys);
  const found = allowed.find(
    (account) =>
      account.account === record.account &&
      account.predicate === record.predicate &&
      keySet(account.publicKeys) === keys,
  );
  return found ?? null;
}

function keySet(keys: readonly string[]): string {
  return [...new Set(keys)].sort().join(' ');
}
