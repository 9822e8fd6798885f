/** The value in a JSON file that the program keeps beside its configuration. */
import { err, ok } from '../../result.ts';
import type { Result } from '../../result.ts';
import type { ConfigError } from '../config-error.ts';
import { parseJsonText } from './config-text.ts';
import { readTextFile } from './text-file.ts';

const TIMEOUT_MS = 10_000;

/** The value; null when there is no file. Errors do not quote its text. */
export async function readJsonFile(path: string): Promise<Result<unknown, ConfigError>> {
  const text = await readTextFile(path, TIMEOUT_MS);
  if (!text.ok) {
    const { error: fault } = text;
    if (fault.kind === 'system' && fault.code === 'ENOENT') return ok(null);
    return err({ kind: 'unreadable', location: path, fault });
  }
  const parsed = parseJsonText(text.value);
  return parsed.ok
    ? parsed
    : err({ kind: 'not-a-configuration', location: path, fault: parsed.error });
}
