/**
 * Where configurations come from: local files, in the format of their ending (`.json` and `.js` are
 * JSON, everything else is YAML), and `http(s)://` addresses, in the format of the answer's content
 * type.
 */
import { extname } from 'node:path';
import { Readable } from 'node:stream';
import { codeOf } from '../../system/thrown-reason.ts';
import { err, ok } from '../../result.ts';
import type { Result } from '../../result.ts';
import type { ConfigError, ReadFault } from '../config-error.ts';
import type { ConfigFormat } from '../config-keys.ts';
import { faultOf } from '../config-merge.ts';
import type { ConfigSource } from '../config-merge.ts';
import { powerfulKeysIn } from '../powerful-values.ts';
import { parseConfigText } from './config-text.ts';
import { collectText, readTextFile } from './text-file.ts';

const ACCEPT = 'application/x-yaml,text/yaml,application/json';
const TIMEOUT_MS = 10_000;

interface ReadText {
  readonly text: string;
  readonly format: ConfigFormat;
}

interface ReadOptions {
  readonly timeoutMs?: number;
  /** Takes from an address what runs programs or writes files. */
  readonly allowRemoteCommands?: boolean;
}

/**
 * The keys at a path or an `http(s)://` address, each with a valid value. A file that is not there is
 * an error. An address may be of somebody else by now, or answered by somebody in between: what runs a
 * program is not taken from there, with TLS or without, unless that is allowed.
 */
export async function readConfigSource(
  location: string,
  { timeoutMs = TIMEOUT_MS, allowRemoteCommands = false }: ReadOptions = {},
): Promise<Result<ConfigSource, ConfigError>> {
  const read = isAddress(location)
    ? await fetchText(location, timeoutMs)
    : await readText(location, timeoutMs);
  if (!read.ok) return err({ kind: 'unreadable', location, fault: read.error });
  const parsed = parseConfigText(read.value.text, read.value.format);
  if (!parsed.ok) return err({ kind: 'not-a-configuration', location, fault: parsed.error });
  const source: ConfigSource = { origin: { kind: 'file', location }, ...parsed.value };
  const fault = faultOf(source);
  if (fault !== null) return err(fault);
  const [key] = isAddress(location) && !allowRemoteCommands ? powerfulKeysIn(source.keys) : [];
  return key === undefined ? ok(source) : err({ kind: 'from-network', location, key });
}

/** The format of a local file. */
export function formatOfFile(path: string): ConfigFormat {
  return ['.json', '.js'].includes(extname(path).toLowerCase()) ? 'json' : 'yaml';
}

function isAddress(location: string): boolean {
  return /^https?:\/\//i.test(location);
}

async function readText(path: string, timeoutMs: number): Promise<Result<ReadText, ReadFault>> {
  const text = await readTextFile(path, timeoutMs);
  return text.ok ? ok({ text: text.value, format: formatOfFile(path) }) : text;
}

async function fetchText(
  location: string,
  timeoutMs: number,
): Promise<Result<ReadText, ReadFault>> {
  if (!URL.canParse(location)) return err({ kind: 'not-an-address' });
  try {
    const answer = await fetch(location, {
      headers: { accept: ACCEPT },
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!answer.ok) {
      await answer.body?.cancel();
      return err({ kind: 'status', status: answer.status, statusText: answer.statusText });
    }
    const type = answer.headers.get('content-type') ?? '';
    const isJson = !type.includes('yaml') && type.includes('json');
    const text = await collectText(answer.body ?? Readable.from([]));
    return text.ok ? ok({ text: text.value, format: isJson ? 'json' : 'yaml' }) : text;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (error.name === 'TimeoutError') return err({ kind: 'timeout', timeoutMs });
    // All other errors of fetch are of the network, and their cause says what happened.
    const cause = error.cause instanceof Error ? error.cause : error;
    return err({ kind: 'system', code: codeOf(cause), detail: cause.message });
  }
}
