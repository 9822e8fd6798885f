/**
 * One configuration from several sources: defaults first, then each source in order. A later source
 * replaces the whole value of each key it has. If it has the command of the external worker, it also
 * removes the list of commands of earlier sources, which would take precedence; `worker` removes
 * `workers` in the same way. Pure.
 */
import { clipped } from '../logging/clipped.ts';
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import type { ConfigOrigin, GivenOrigin, ValueFault } from './config-error.ts';
import type { ConfigKeys, RepeatedKey } from './config-keys.ts';
import { minerConfigSchema } from './miner-config.ts';
import type { MinerConfig } from './miner-config.ts';
import { CONFIG_KEYS, isConfigKey, settingOf } from './settings-table.ts';
import type { ConfigKey } from './settings-table.ts';
import type { SettingValue } from './settings/setting.ts';
import { workersOf } from './workers-of.ts';
import { withWorkableValues } from './workable-values.ts';
import type { AdaptedValue } from './workable-values.ts';

/** The longest part of a value that a message shows, in characters. */
const SHOWN_LENGTH = 200;

export interface ConfigSource {
  readonly origin: GivenOrigin;
  readonly keys: ConfigKeys;
  /** Absent where a key cannot occur twice. */
  readonly repeated?: readonly RepeatedKey[];
}

/** A key that this program does not have. It is kept, so that saving does not lose it. */
export interface UnknownKey {
  readonly key: string;
  readonly value: unknown;
  readonly origin: ConfigOrigin;
  /** The key that differs from it in capitals only. */
  readonly meant: ConfigKey | null;
}

export interface MergedConfig {
  readonly config: MinerConfig;
  readonly origins: Readonly<Record<ConfigKey, ConfigOrigin>>;
  /** In the order in which they were found. */
  readonly unknown: readonly UnknownKey[];
  /** Values that were out of range, unless a later source replaced them. */
  readonly adapted: readonly AdaptedKey[];
  /** Keys that a source has more than once. */
  readonly repeated: readonly GivenTwice[];
}

export interface GivenTwice extends RepeatedKey {
  readonly origin: GivenOrigin;
}

export interface AdaptedKey extends AdaptedValue {
  readonly origin: GivenOrigin;
}

/** Keys that, in a later source, replace a list of earlier ones. */
const REPLACED = [
  ['externalWorkerCommand', 'externalWorkerCommands'],
  ['worker', 'workers'],
] as const;

/** The sources as one configuration, or the first fault of one of them. */
export function mergeConfig(sources: readonly ConfigSource[]): Result<MergedConfig, ValueFault> {
  const values = new Map<string, unknown>();
  const origins = new Map<string, ConfigOrigin>(
    CONFIG_KEYS.map((key) => [key, { kind: 'default' }]),
  );
  const unknown = new Map<string, UnknownKey>();
  const adapted = new Map<string, AdaptedKey>();
  for (const source of sources) {
    const fault = faultOf(source);
    if (fault !== null) return err(fault);
    const { origin } = source;
    const { keys, adapted: here } = withWorkableValues(source.keys);
    for (const key of Object.keys(keys)) adapted.delete(key);
    for (const one of here) adapted.set(one.key, { ...one, origin });
    for (const [one, many] of REPLACED) {
      const list = values.get(many);
      if (!Object.hasOwn(keys, one) || !Array.isArray(list) || list.length === 0) continue;
      values.set(many, []);
      origins.set(many, origin);
    }
    for (const [key, value] of Object.entries(keys)) {
      if (isConfigKey(key)) {
        values.set(key, value);
        origins.set(key, origin);
      } else {
        unknown.set(key, { key, value, origin, meant: meantBy(key) });
      }
    }
  }
  const config = minerConfigSchema.parse(Object.fromEntries(values));
  const rate = adapted.get('hashRate');
  if (workersOf(config).includes('simulation') && rate !== undefined && rate.value <= 0) {
    return err(valueFault(rate.origin, 'hashRate', [], rate.value));
  }
  return ok({
    config,
    origins: Object.fromEntries(origins) as Record<ConfigKey, ConfigOrigin>,
    unknown: [...unknown.values()],
    adapted: [...adapted.values()],
    repeated: sources.flatMap(({ origin, repeated = [] }) =>
      repeated.map((one) => ({ ...one, origin })),
    ),
  });
}

/** Keys that this program does not have, with their values. */
export function textOfUnknown(unknown: readonly UnknownKey[]): ConfigKeys {
  return Object.fromEntries(unknown.map(({ key, value }) => [key, value]));
}

/** The first fault of a source by itself; null when there is none. */
export function faultOf({ origin, keys: given }: ConfigSource): ValueFault | null {
  const { keys } = withWorkableValues(given);
  const parsed = minerConfigSchema.safeParse(keys);
  if (parsed.success) return null;
  // The schema has the keys of the settings, and takes others.
  const [key, ...within] = parsed.error.issues[0]!.path.map(String) as [ConfigKey, ...string[]];
  let value = keys[key];
  for (const part of within) value = (value as Record<string, unknown>)[part];
  return valueFault(origin, key, within, value);
}

function valueFault(
  origin: GivenOrigin,
  key: ConfigKey,
  within: readonly string[],
  value: unknown,
): ValueFault {
  const { value: whole, secret } = settingOf(key);
  const expected: SettingValue = whole.type === 'list' && within.length > 0 ? whole.item : whole;
  return {
    kind: 'value',
    origin,
    key,
    within,
    given: secret === true ? null : shown(value),
    expected,
  };
}

function meantBy(key: string): ConfigKey | null {
  return CONFIG_KEYS.find((each) => each.toLowerCase() === key.toLowerCase()) ?? null;
}

/**
 * What stands before an `@`: with a colon, user name and password of an address. It is tried at the beginning
 * of a word alone, or a long value would keep the program busy for hours.
 */
const BEFORE_AT = /(?<![^\s"/@])[^\s"/@]*@/g;

function shown(value: unknown): string {
  // JSON has no Infinity.
  const text = typeof value === 'number' ? String(value) : JSON.stringify(value);
  const open = text.replace(BEFORE_AT, (part) => (part.includes(':') ? '…@' : part));
  return clipped(open, SHOWN_LENGTH);
}
