/** The miner record of a work request, and who may mine (`Chainweb.Miner.Pact`). */
import { parsePeerJson } from '../../peers/peer-json.ts';
import { err, ok } from '../../result.ts';
import type { Result } from '../../result.ts';

/** Most characters of an account's name, as in Pact's `coin` contract, and of a predicate. */
const NAME_LIMIT = 256;
/** Most keys of an account that is not on a list: its record is stored with each of its blocks. */
const KEYS_LIMIT = 64;

/** A record as it was sent, with whatever account, predicate and keys. */
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
 * Whether a record may mine: one of a list, compared as a whole with its keys as a set; or, with
 * `any`, every account of at least one well-formed key, whatever its name and predicate.
 */
export function mayMine(record: MinerRecord, allowed: 'any' | readonly MinerRecord[]): boolean {
  const { account, predicate, publicKeys } = record;
  if (allowed === 'any') {
    const named = [account, predicate].every(({ length }) => length > 0 && length <= NAME_LIMIT);
    const owned = publicKeys.length > 0 && publicKeys.length <= KEYS_LIMIT;
    return named && owned && publicKeys.every((key) => /^[0-9a-f]{64}$/.test(key));
  }
  const keys = keySet(publicKeys);
  return allowed.some(
    (miner) =>
      miner.account === account &&
      miner.predicate === predicate &&
      keySet(miner.publicKeys) === keys,
  );
}

function keySet(keys: readonly string[]): string {
  return [...new Set(keys)].sort().join(' ');
}
