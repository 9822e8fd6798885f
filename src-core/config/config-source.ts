/**
 * Where configuration texts come from: local files, whose format is told by their ending (`.json`
 * and `.js` are JSON, everything else is YAML), and `http(s)://` addresses, whose format is told by
 * the answer's content type.
 */
import { open } from 'node:fs/promises';
import { extname } from 'node:path';
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import { faultOf } from './config-merge.ts';
import type { ConfigError, ConfigSource } from './config-merge.ts';
import { CONFIG_LIMIT_BYTES, parseConfigText } from './config-text.ts';
import type { ConfigFormat } from './config-text.ts';

const ACCEPT = 'application/x-yaml,text/yaml,application/json';
const FETCH_TIMEOUT_MS = 10_000;

interface ConfigText {
  readonly text: string;
  readonly format: ConfigFormat;
}

/** The keys at a location that has to be there, each with a value that can be taken. */
export async function readConfigSource(
  location: string,
  timeoutMs = FETCH_TIMEOUT_MS,
): Promise<Result<ConfigSource, ConfigError>> {
  const read = /^https?:\/\//i.test(location)
    ? await fetchText(location, timeoutMs)
    : await readText(location);
  if (!read.ok) return err({ message: `${location} cannot be read: ${read.error}` });
  const keys = parseConfigText(read.value.text, read.value.format);
  if (!keys.ok) return err({ message: `${location} ${keys.error}` });
  const source: ConfigSource = { origin: { kind: 'file', location }, keys: keys.value };
  const fault = faultOf(source);
  return fault === null ? ok(source) : err(fault);
}

/** The format of a local file. */
export function formatOfFile(path: string): ConfigFormat {
  return ['.json', '.js'].includes(extname(path).toLowerCase()) ? 'json' : 'yaml';
}

async function readText(path: string): Promise<Result<ConfigText, string>> {
  try {
    const file = await open(path);
    try {
      const { size } = await file.stat();
      if (size > CONFIG_LIMIT_BYTES) return err(tooLong);
      return ok({ text: await file.readFile('utf8'), format: formatOfFile(path) });
    } finally {
      await file.close();
    }
  } catch (error) {
    if (isSystemError(error)) return err(error.message);
    throw error;
  }
}

const tooLong = `it is longer than ${CONFIG_LIMIT_BYTES} bytes`;

async function fetchText(location: string, timeoutMs: number): Promise<Result<ConfigText, string>> {
  if (!URL.canParse(location)) return err('it is not an address');
  try {
    const answer = await fetch(location, {
      headers: { accept: ACCEPT },
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!answer.ok) {
      await answer.body?.cancel();
      return err(`the server answered ${answer.status} ${answer.statusText}`.trim());
    }
    const chunks: Uint8Array[] = [];
    let length = 0;
    for await (const chunk of answer.body ?? []) {
      length += chunk.length;
      if (length > CONFIG_LIMIT_BYTES) return err(tooLong);
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
    // All that fetch can throw here is of the network: its cause is what tells.
    if (error.name === 'TimeoutError') return err(`no whole answer within ${timeoutMs} ms`);
    return err(error.cause instanceof Error ? error.cause.message : error.message);
  }
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error;
}
