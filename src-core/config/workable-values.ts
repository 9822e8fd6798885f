/**
 * Values that chainweb-mining-client reads and nothing can be done with here: the nearest one that
 * works is used instead, and said once.
 */
import type { ConfigKeys } from './config-text.ts';
import { DEFAULT_CONFIG, HASH_RATE_LIMIT, WORKABLE } from './miner-config.ts';

/** A value and what is used in its place. */
export interface AdaptedValue {
  readonly key: keyof typeof WORKABLE | 'hashRate';
  readonly value: number;
  readonly used: number;
}

/**
 * The keys of one source with such values replaced. Others stay, wrong ones among them: no threads
 * at all end that client too. A hash rate of 0 matters to the simulation worker alone; who merges
 * sources has to refuse it there.
 */
export function withWorkableValues(keys: ConfigKeys): {
  readonly keys: ConfigKeys;
  readonly adapted: readonly AdaptedValue[];
} {
  const adapted: AdaptedValue[] = [];
  const adapt = (key: AdaptedValue['key'], value: number, used: number): void => {
    if (used !== value) adapted.push({ key, value, used });
  };
  for (const key of Object.keys(WORKABLE) as (keyof typeof WORKABLE)[]) {
    const value = keys[key];
    const { least, most } = WORKABLE[key];
    if (!isNatural(value) || (key === 'threadCount' && value === 0)) continue;
    adapt(key, value, Math.min(most, Math.max(least, value)));
  }
  const rate = keys['hashRate'];
  if (typeof rate === 'number' && Number.isFinite(rate)) {
    adapt('hashRate', rate, rate > 0 ? Math.min(rate, HASH_RATE_LIMIT) : DEFAULT_CONFIG.hashRate);
  }
  return {
    keys: { ...keys, ...Object.fromEntries(adapted.map((one) => [one.key, one.used])) },
    adapted,
  };
}

function isNatural(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 0;
}
