/**
 * The configuration file that this program keeps: read as a whole or refused with the exact place;
 * written atomically, with a copy of the last good version, or of a broken one, beside it.
 */
import { copyFile, stat } from 'node:fs/promises';
import { codeOf, reasonOf } from '../../system/thrown-reason.ts';
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
  const found = await typeOf(path);
  if (found === 'missing') return ok(null);
  if (found === 'pipe') return err({ kind: 'unreadable', location: path, fault: NO_FILE });
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
  // A copy of something without an end would fill the disk.
  if (!before.ok && isNoFile(before.error)) return before;
  const kept = before.ok ? null : brokenName(path, new Date());
  if (!before.ok || before.value !== null) {
    const copy = kept ?? `${path}.last-good`;
    try {
      await copyFile(path, copy);
    } catch (error) {
      return err({ kind: 'not-kept', path, copy, ...systemWords(error) });
    }
  }
  const inFile = before.ok && before.value !== null ? textOfUnknown(before.value.unknown) : {};
  try {
    await writeFileAtomically(path, fileText(path, config, { ...inFile, ...unknown }));
    return ok({ kept });
  } catch (error) {
    return err({ kind: 'not-written', path, ...systemWords(error) });
  }
}

function fileText(path: string, config: Partial<MinerConfig>, unknown: ConfigKeys): string {
  return formatOfFile(path) === 'json'
    ? `${JSON.stringify({ ...unknown, ...config }, null, 2)}\n`
    : printConfig({ config, unknown }, 'full');
}

/** The app's file is also written, so it cannot be a pipe. */
const NO_FILE = { kind: 'not-a-file', found: 'pipe' } as const;

function isNoFile(error: ConfigError): boolean {
  return error.kind === 'unreadable' && error.fault.kind === 'not-a-file';
}

function systemWords(error: unknown): { readonly code: string | null; readonly detail: string } {
  return { code: codeOf(error), detail: reasonOf(error) };
}

async function typeOf(path: string): Promise<'missing' | 'pipe' | 'other'> {
  try {
    return (await stat(path)).isFIFO() ? 'pipe' : 'other';
  } catch (error) {
    return /ENO(ENT|TDIR)/.test(String(codeOf(error))) ? 'missing' : 'other';
  }
}
