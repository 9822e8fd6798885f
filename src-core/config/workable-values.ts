/**
 * Values that chainweb-mining-client reads but that cannot be used here: the nearest usable one is
 * used instead, and reported once.
 */
import type { ConfigKeys } from './config-keys.ts';
import { CONFIG_KEYS, settingOf } from './settings-table.ts';
import type { ConfigKey } from './settings-table.ts';

/** A value and what is used instead of it. */
export interface AdaptedValue {
  readonly key: ConfigKey;
  readonly value: number;
  readonly used: number;
}

/**
 * The keys of one source with such values replaced. Others stay, also invalid ones: with no threads
 * at all that client ends too. A hash rate of 0 matters to the simulation worker alone, which
 * mergeConfig refuses.
 */
export function withWorkableValues(keys: ConfigKeys): {
  readonly keys: ConfigKeys;
  readonly adapted: readonly AdaptedValue[];
} {
  const adapted = CONFIG_KEYS.flatMap((key): AdaptedValue[] => {
    const value = Object.hasOwn(keys, key) ? keys[key] : undefined;
    if (typeof value !== 'number') return [];
    const used = workable(key, value);
    return used === value ? [] : [{ key, value, used }];
  });
  return {
    keys: { ...keys, ...Object.fromEntries(adapted.map(({ key, used }) => [key, used])) },
    adapted,
  };
}

/** The value itself where it is usable or simply wrong. */
function workable(key: ConfigKey, given: number): number {
  const { value, default: usual } = settingOf(key);
  if (value.type === 'hash-rate') {
    if (!Number.isFinite(given)) return given;
    return given > 0 ? Math.min(given, value.max) : Number(usual);
  }
  if (!('clamped' in value) || !Number.isInteger(given) || given < 0) return given;
  return Math.min(value.clamped === 'both' ? Math.max(given, value.min) : given, value.max);
}
