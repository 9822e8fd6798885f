/** What a configuration file would change of the settings that hold. Pure but for reading the file. */
import { basename } from 'node:path';
import {
  DEFAULT_CONFIG,
  describeAdapted,
  describeUnknown,
  mergeConfig,
  ok,
  readConfigSource,
  textOfUnknown,
} from '../../src-core/index.ts';
import type {
  ConfigError,
  ConfigKey,
  ConfigKeys,
  MinerConfig,
  Result,
} from '../../src-core/index.ts';
import type { FilePreview, SettingChange } from '../../contract/screen-contract.ts';

export interface ReadConfigFile {
  /** The keys that the file has, those that change nothing among them. */
  readonly brought: Partial<MinerConfig>;
  /** Those that this program does not have. */
  readonly unknown: ConfigKeys;
  readonly preview: FilePreview;
}

/**
 * Reads a file as one more source on top of `current`: keys that it has not stay as they are. The
 * failure is a sentence that names file, key and value.
 */
export async function readConfigFile(
  path: string,
  current: MinerConfig,
): Promise<Result<ReadConfigFile, ConfigError>> {
  const source = await readConfigSource(path);
  if (!source.ok) return source;
  const held = { origin: { kind: 'file', location: 'settings' }, keys: current } as const;
  const merged = mergeConfig([held, source.value]);
  if (!merged.ok) return merged;
  const { config, origins, unknown, adapted } = merged.value;
  // A window has nothing to print a key pair on, and must not be told to end after it.
  const asksForKey = origins.generateKey === source.value.origin && config.generateKey;
  const keys = (Object.keys(DEFAULT_CONFIG) as ConfigKey[]).filter(
    (key) => origins[key] === source.value.origin && !(key === 'generateKey' && asksForKey),
  );
  const changes = keys
    .map((key): SettingChange => ({ key, from: current[key], to: config[key] }))
    .filter(({ from, to }) => JSON.stringify(from) !== JSON.stringify(to));
  const file = basename(path);
  return ok({
    brought: Object.fromEntries(keys.map((key) => [key, config[key]])),
    unknown: textOfUnknown(unknown),
    preview: {
      file,
      changes,
      alreadySo: keys.length - changes.length,
      notes: [
        ...adapted.map((one) =>
          describeAdapted({ ...one, origin: { kind: 'file', location: file } }),
        ),
        ...(asksForKey ? ['generateKey is for the command line: it is left out'] : []),
      ],
      // Without the place: all of them are of this file.
      unknown: unknown.map((one) => describeUnknown({ ...one, origin: { kind: 'default' } })),
    },
  });
}
