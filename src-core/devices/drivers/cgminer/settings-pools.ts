/**
 * The pools in a machine's settings, exactly as they are: they are written back when they are put back,
 * so nothing of them is cleaned or cut.
 */
import { err, ok } from '../../../result.ts';
import type { Result } from '../../../result.ts';
import type { DevicePool } from '../../device.ts';
import type { DeviceError } from '../../device-error.ts';
import { isFields } from './cgminer-json.ts';

/** Characters of an address, a user or a password. No firmware has room for as many. */
const EXACT_LIMIT = 1_024;
/** Machines have 3 to 8. */
const MOST_POOLS = 32;

/** Reads a list of `{url, user, pass}`, without entries that are not used; `pools-too-long` beyond the limits. */
export function settingsPools(
  list: readonly unknown[],
): Result<readonly DevicePool[], DeviceError> {
  const pools = list
    .filter(isFields)
    .map(({ url, user, pass }) => ({ url: exact(url), user: exact(user), password: exact(pass) }))
    .filter(({ url }) => url.trim() !== '');
  const texts = pools.flatMap(({ url, user, password }) => [url, user, password]);
  const isTooLong = pools.length > MOST_POOLS || texts.some(({ length }) => length > EXACT_LIMIT);
  return isTooLong ? err({ kind: 'pools-too-long' }) : ok(pools);
}

/** Some firmware keeps a password of digits as a number. */
function exact(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : '';
}
