/**
 * One configuration from several sources: defaults first, then each source in order. A later source
 * overwrites the keys it has, whole, and leaves all others; but one that names the command of the
 * external worker ends the list of commands of those before it, which would hide it. Pure.
 */
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import { optionOf } from './config-options.ts';
import type { ConfigKeys } from './config-text.ts';
import { DEFAULT_CONFIG, EXPECTED_RATE, minerConfigSchema, SECRET_KEYS } from './miner-config.ts';
import type { ConfigKey, MinerConfig } from './miner-config.ts';
import { withWorkableValues } from './workable-values.ts';
import type { AdaptedValue } from './workable-values.ts';

/** Where a value came from. */
export type ConfigOrigin =
  | { readonly kind: 'default' }
  /** A path or an address, as the person wrote it. */
  | { readonly kind: 'file'; readonly location: string }
  | { readonly kind: 'command-line' };

export interface ConfigSource {
  readonly origin: Exclude<ConfigOrigin, { kind: 'default' }>;
  readonly keys: ConfigKeys;
}

/** A key that this program does not have. It is kept, so that saving does not lose it. */
export interface UnknownKey {
  readonly key: string;
  readonly value: unknown;
  readonly origin: ConfigOrigin;
}

export interface MergedConfig {
  readonly config: MinerConfig;
  readonly origins: Readonly<Record<ConfigKey, ConfigOrigin>>;
  /** In the order in which they were met. */
  readonly unknown: readonly UnknownKey[];
  /** What another value is used for, of those that hold. */
  readonly adapted: readonly AdaptedKey[];
}

export interface AdaptedKey extends AdaptedValue {
  readonly origin: ConfigSource['origin'];
}

/** A sentence that names source, key, value and what was expected. */
export interface ConfigError {
  readonly message: string;
}

export const CONFIG_KEYS = Object.keys(DEFAULT_CONFIG) as readonly ConfigKey[];

/** The sources as one configuration, or the first thing that is wrong with one of them. */
export function mergeConfig(sources: readonly ConfigSource[]): Result<MergedConfig, ConfigError> {
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
    if (Object.hasOwn(keys, 'externalWorkerCommand') && values.has('externalWorkerCommands')) {
      values.set('externalWorkerCommands', []);
      origins.set('externalWorkerCommands', origin);
    }
    for (const [key, value] of Object.entries(keys)) {
      if (isConfigKey(key)) {
        values.set(key, value);
        origins.set(key, origin);
      } else {
        unknown.set(key, { key, value, origin });
      }
    }
  }
  const config = minerConfigSchema.parse(Object.fromEntries(values));
  const rate = adapted.get('hashRate');
  if (config.worker === 'simulation' && rate !== undefined && rate.value <= 0) {
    return err(complaint(rate.origin, ['hashRate'], rate.value, EXPECTED_RATE));
  }
  return ok({
    config,
    origins: Object.fromEntries(origins) as Record<ConfigKey, ConfigOrigin>,
    unknown: [...unknown.values()],
    adapted: [...adapted.values()],
  });
}

export function isConfigKey(key: string): key is ConfigKey {
  return Object.hasOwn(DEFAULT_CONFIG, key);
}

/** Keys that this program does not have, as a text has them. */
export function textOfUnknown(unknown: readonly UnknownKey[]): ConfigKeys {
  return Object.fromEntries(unknown.map(({ key, value }) => [key, value]));
}

/** What to tell of a key that this program does not have. */
export function describeUnknown({ key, origin }: UnknownKey): string {
  const meant = CONFIG_KEYS.find((each) => each.toLowerCase() === key.toLowerCase());
  const place = origin.kind === 'file' ? `${origin.location}: ` : '';
  const hint = meant === undefined ? '' : `; the key is called ${meant}`;
  return `${place}key ${JSON.stringify(key)} is not known and has no effect${hint}`;
}

/** What to tell of a value that another one is used for. */
export function describeAdapted({ key, value, used, origin }: AdaptedKey): string {
  return `${placeOf(origin, [key])} is ${shown(value)}, which cannot be done: ${used} is used`;
}

/** The first thing wrong with a source by itself; null when there is nothing. */
export function faultOf({ origin, keys: given }: ConfigSource): ConfigError | null {
  const { keys } = withWorkableValues(given);
  const parsed = minerConfigSchema.safeParse(keys);
  if (parsed.success) return null;
  const [issue] = parsed.error.issues;
  const path = issue?.path.map(String) ?? [];
  let value: unknown = keys;
  for (const part of path) value = (value as Record<string, unknown> | null)?.[part];
  return complaint(origin, path, value, issue?.message ?? 'it cannot be read');
}

function complaint(
  origin: ConfigSource['origin'],
  path: readonly string[],
  value: unknown,
  expected: string,
): ConfigError {
  const isSecret = SECRET_KEYS.some((key) => key === path[0]);
  const said = isSecret ? '(hidden)' : shown(value);
  return { message: `${placeOf(origin, path)} is ${said}: ${expected}` };
}

function placeOf(origin: ConfigSource['origin'], path: readonly string[]): string {
  return origin.kind === 'command-line'
    ? `option ${optionOf(path[0] ?? '')}`
    : `${origin.location}: key ${path.join('.')}`;
}

function shown(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? 'missing');
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
