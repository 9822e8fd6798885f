/** What a configuration file would change of the settings that hold. Pure but for reading the file. */
import { basename } from 'node:path';
import {
  DEFAULT_CONFIG,
  describeUnknown,
  mergeConfig,
  ok,
  readConfigSource,
} from '../src-core/index.ts';
import type { ConfigError, ConfigKey, MinerConfig, Result } from '../src-core/index.ts';
import type { FilePreview, SettingChange } from './ipc-contract.ts';

export interface ReadConfigFile {
  /** The keys that the file has, those that change nothing among them. */
  readonly brought: Partial<MinerConfig>;
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
  const merged = mergeConfig([source.value]);
  if (!merged.ok) return merged;
  const { config, origins, unknown } = merged.value;
  const keys = (Object.keys(DEFAULT_CONFIG) as ConfigKey[]).filter(
    (key) => origins[key].kind === 'file',
  );
  const changes = keys
    .map((key): SettingChange => ({ key, from: current[key], to: config[key] }))
    .filter(({ from, to }) => JSON.stringify(from) !== JSON.stringify(to));
  const file = basename(path);
  return ok({
    brought: Object.fromEntries(keys.map((key) => [key, config[key]])),
    preview: {
      file,
      changes,
      alreadySo: keys.length - changes.length,
      // Without the place: all of them are of this file.
      unknown: unknown.map((one) => describeUnknown({ ...one, origin: { kind: 'default' } })),
    },
  });
}
