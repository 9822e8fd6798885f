/**
 * Where configuration texts come from: local files, in the format of their ending (`.json` and `.js`
 * are JSON, everything else is YAML), and `http(s)://` addresses, in the format of the answer's
 * content type.
 */
import { open } from 'node:fs/promises';
import { extname } from 'node:path';
import { codeOf } from '../../logging/thrown-reason.ts';
import { err, ok } from '../../result.ts';
import type { Result } from '../../result.ts';
import type { ConfigError, ReadFault } from '../config-error.ts';
import type { ConfigFormat } from '../config-keys.ts';
import { faultOf } from '../config-merge.ts';
import type { ConfigSource } from '../config-merge.ts';
import { parseConfigText } from './config-text.ts';

/** Far above any configuration: 10 000 rig names of 40 characters. */
const CONFIG_LIMIT_BYTES = 1024 * 1024;

const TOO_LONG = { kind: 'too-long', limitBytes: CONFIG_LIMIT_BYTES } as const;

const ACCEPT = 'application/x-yaml,text/yaml,application/json';
const FETCH_TIMEOUT_MS = 10_000;

interface ConfigText {
  readonly text: string;
  readonly format: ConfigFormat;
}

/**
 * The keys at a path or an `http(s)://` address, each with a valid value. A file that is not there is
 * an error.
 */
export async function readConfigSource(
  location: string,
  timeoutMs = FETCH_TIMEOUT_MS,
): Promise<Result<ConfigSource, ConfigError>> {
  const read = /^https?:\/\//i.test(location)
    ? await fetchText(location, timeoutMs)
    : await readText(location);
  if (!read.ok) return err({ kind: 'unreadable', location, fault: read.error });
  const keys = parseConfigText(read.value.text, read.value.format);
  if (!keys.ok) return err({ kind: 'not-a-configuration', location, fault: keys.error });
  const source: ConfigSource = { origin: { kind: 'file', location }, keys: keys.value };
  const fault = faultOf(source);
  return fault === null ? ok(source) : err(fault);
}

/** The format of a local file. */
export function formatOfFile(path: string): ConfigFormat {
  return ['.json', '.js'].includes(extname(path).toLowerCase()) ? 'json' : 'yaml';
}

async function readText(path: string): Promise<Result<ConfigText, ReadFault>> {
  try {
    const file = await open(path);
    try {
      const { size } = await file.stat();
      if (size > CONFIG_LIMIT_BYTES) return err(TOO_LONG);
      return ok({ text: await file.readFile('utf8'), format: formatOfFile(path) });
    } finally {
      await file.close();
    }
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return err({ kind: 'system', code: error.code ?? null, detail: error.message });
  }
}

async function fetchText(
  location: string,
  timeoutMs: number,
): Promise<Result<ConfigText, ReadFault>> {
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
    const chunks: Uint8Array[] = [];
    let length = 0;
    for await (const chunk of answer.body ?? []) {
      length += chunk.length;
      if (length > CONFIG_LIMIT_BYTES) return err(TOO_LONG);
      chunks.push(chunk);
    }
    const type = answer.headers.get('content-type') ?? '';
    const isJson = !type.includes('yaml') && type.includes('json');
    return ok({
      text: Buffer.concat(chunks).toString('utf8'),
      format: isJson ? 'json' : 'yaml',
    });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (error.name === 'TimeoutError') return err({ kind: 'timeout', timeoutMs });
    // All other errors of fetch are of the network, and their cause says what happened.
    const cause = error.cause instanceof Error ? error.cause : error;
    return err({ kind: 'system', code: codeOf(cause), detail: cause.message });
  }
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error;
}
