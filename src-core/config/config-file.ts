/**
 * Configuration files: YAML, or JSON by their ending. Read whole or refused with the exact place;
 * written atomically, and the last version that was good is kept beside.
 */
import { access, copyFile, mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname, extname } from 'node:path';
import { parse as parseYaml, stringify, YAMLParseError } from 'yaml';
import type { z } from 'zod';
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import { minerConfigSchema } from './miner-config.ts';
import type { MinerConfig } from './miner-config.ts';

/** A sentence that names file, key, value and what was expected. */
export interface ConfigError {
  readonly message: string;
}

/** Keys as a file gives them, not checked yet. */
export type ConfigKeys = Readonly<Record<string, unknown>>;

/** The configuration in the file, with defaults for absent keys; null when there is no file. */
export async function loadConfigFile(
  path: string,
): Promise<Result<MinerConfig | null, ConfigError>> {
  if (await isMissing(path)) return ok(null);
  const keys = await readConfigKeys(path);
  return keys.ok ? ok(minerConfigSchema.parse(keys.value)) : keys;
}

/** The keys in a file that has to be there, each with a value that can be taken. */
export async function readConfigKeys(path: string): Promise<Result<ConfigKeys, ConfigError>> {
  let raw: unknown;
  try {
    const text = await readFile(path, 'utf8');
    raw = isJson(path) ? JSON.parse(text) : parseYaml(text);
  } catch (error) {
    const broken = error instanceof SyntaxError || error instanceof YAMLParseError;
    const what = broken ? `is not valid ${isJson(path) ? 'JSON' : 'YAML'}` : 'cannot be read';
    return err({ message: `${path} ${what}: ${reasonOf(error)}` });
  }
  if (raw === null || typeof raw !== 'object' || Array.isArray(raw)) {
    return err({ message: `${path}: expected keys with values, such as "threadCount: 2"` });
  }
  const keys = raw as ConfigKeys;
  const parsed = minerConfigSchema.safeParse(keys);
  if (parsed.success) return ok(keys);
  return err({ message: `${path}: ${describeIssue(parsed.error, keys)}` });
}

/** Writes the configuration atomically; what was there before is kept as `<path>.last-good`. */
export async function saveConfigFile(
  path: string,
  config: MinerConfig,
): Promise<Result<null, ConfigError>> {
  const text = isJson(path) ? `${JSON.stringify(config, null, 2)}\n` : stringify(config);
  try {
    await mkdir(dirname(path), { recursive: true });
    const before = await loadConfigFile(path);
    if (before.ok && before.value !== null) await copyFile(path, `${path}.last-good`);
    const temporary = `${path}.new`;
    const file = await open(temporary, 'w', 0o600);
    try {
      await file.writeFile(text);
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

/** The first thing wrong with a configuration: key, value, expectation. */
export function describeIssue(error: z.ZodError, raw: unknown): string {
  const [issue] = error.issues;
  if (issue === undefined) return 'it is not a configuration';
  const key = issue.path.join('.');
  let value: unknown = raw;
  for (const part of issue.path) value = (value as Record<PropertyKey, unknown> | null)?.[part];
  return `key ${key} is ${JSON.stringify(value)}: ${issue.message}`;
}

async function isMissing(path: string): Promise<boolean> {
  try {
    await access(path);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT';
  }
}

function isJson(path: string): boolean {
  return ['.json', '.js'].includes(extname(path).toLowerCase());
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
