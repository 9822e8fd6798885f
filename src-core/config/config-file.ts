/**
 * The configuration file that this program keeps: read whole or refused with the exact place;
 * written atomically, and the last version that was good is kept beside.
 */
import { access, copyFile, mkdir, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import { mergeConfig, unknownKeys } from './config-merge.ts';
import type { ConfigError } from './config-merge.ts';
import { printConfig } from './config-print.ts';
import { formatOfFile, readConfigSource } from './config-source.ts';
import type { ConfigKeys } from './config-text.ts';
import type { MinerConfig } from './miner-config.ts';

/** The configuration in the file, with defaults for absent keys; null when there is no file. */
export async function loadConfigFile(
  path: string,
): Promise<Result<MinerConfig | null, ConfigError>> {
  if (await isMissing(path)) return ok(null);
  const source = await readConfigSource(path);
  if (!source.ok) return source;
  const merged = mergeConfig([source.value]);
  return merged.ok ? ok(merged.value.config) : merged;
}

/**
 * Writes the configuration atomically; what was there before is kept as `<path>.last-good`, and
 * the keys in it that this program does not have stay in the file.
 */
export async function saveConfigFile(
  path: string,
  config: MinerConfig,
): Promise<Result<null, ConfigError>> {
  try {
    await mkdir(dirname(path), { recursive: true });
    const before = (await isMissing(path)) ? null : await readConfigSource(path);
    if (before?.ok === true) await copyFile(path, `${path}.last-good`);
    const unknown = before?.ok === true ? unknownKeys(before.value.keys) : {};
    const temporary = `${path}.new`;
    const file = await open(temporary, 'w', 0o600);
    try {
      await file.writeFile(fileText(path, config, unknown));
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
    return ok(null);
  } catch (error) {
    return err({ message: `${path} cannot be written: ${reasonOf(error)}` });
  }
}

function fileText(path: string, config: MinerConfig, unknown: ConfigKeys): string {
  return formatOfFile(path) === 'json'
    ? `${JSON.stringify({ ...unknown, ...config }, null, 2)}\n`
    : printConfig({ config, unknown }, 'full');
}

async function isMissing(path: string): Promise<boolean> {
  try {
    await access(path);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT';
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
