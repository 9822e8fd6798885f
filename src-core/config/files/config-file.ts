/**
 * The configuration file that this program keeps: read as a whole or refused with the exact place;
 * written atomically, with a copy of the last good version, or of a broken one, beside it.
 */
import { access, copyFile } from 'node:fs/promises';
import { codeOf, reasonOf } from '../../logging/thrown-reason.ts';
import { brokenName, writeFileAtomically } from './atomic-file.ts';
import { err, ok } from '../../result.ts';
import type { Result } from '../../result.ts';
import type { ConfigError } from '../config-error.ts';
import type { ConfigKeys } from '../config-keys.ts';
import { mergeConfig, textOfUnknown } from '../config-merge.ts';
import type { MergedConfig } from '../config-merge.ts';
import { printConfig } from './config-print.ts';
import { formatOfFile, readConfigSource } from './config-source.ts';
import type { MinerConfig } from '../miner-config.ts';

/** A saved configuration. */
interface SavedConfig {
  /** The copy of a broken file that was overwritten; null when there was none. */
  readonly kept: string | null;
}

/** The configuration in the file, with defaults for absent keys; null when there is no file. */
export async function loadConfigFile(
  path: string,
): Promise<Result<MergedConfig | null, ConfigError>> {
  if (await isMissing(path)) return ok(null);
  const source = await readConfigSource(path);
  return source.ok ? mergeConfig([source.value]) : source;
}

/**
 * Writes the configuration atomically. The file that was there before is copied first: to
 * `<path>.last-good`, or to `<path>.broken-<date>` when it cannot be read. Keys that are not in
 * `config` are left out, which reads as their default. Keys that this program does not have are
 * written too: those that are in the file, and `unknown`.
 */
export async function saveConfigFile(
  path: string,
  config: Partial<MinerConfig>,
  unknown: ConfigKeys = {},
): Promise<Result<SavedConfig, ConfigError>> {
  const before = await loadConfigFile(path);
  const kept = before.ok ? null : brokenName(path, new Date());
  if (!before.ok || before.value !== null) {
    const copy = kept ?? `${path}.last-good`;
    try {
      await copyFile(path, copy);
    } catch (error) {
      return err({ kind: 'not-kept', path, copy, detail: reasonOf(error) });
    }
  }
  const inFile = before.ok && before.value !== null ? textOfUnknown(before.value.unknown) : {};
  try {
    await writeFileAtomically(path, fileText(path, config, { ...inFile, ...unknown }));
    return ok({ kept });
  } catch (error) {
    return err({ kind: 'not-written', path, detail: reasonOf(error) });
  }
}

function fileText(path: string, config: Partial<MinerConfig>, unknown: ConfigKeys): string {
  return formatOfFile(path) === 'json'
    ? `${JSON.stringify({ ...unknown, ...config }, null, 2)}\n`
    : printConfig({ config, unknown }, 'full');
}

async function isMissing(path: string): Promise<boolean> {
  try {
    await access(path);
    return false;
  } catch (error) {
    return /^ENO(ENT|TDIR)$/.test(codeOf(error) ?? '');
  }
}
