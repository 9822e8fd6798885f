/**
 * Where configurations come from: local files, in the format of their ending (`.json` and `.js` are
 * JSON, everything else is YAML), and `http(s)://` addresses (config-address.ts).
 */
import { extname } from 'node:path';
import type { Environment } from '../../http/proxy-choice.ts';
import { err, ok } from '../../result.ts';
import type { Result } from '../../result.ts';
import type { ConfigError, ReadFault } from '../config-error.ts';
import type { ConfigFormat } from '../config-keys.ts';
import { faultOf } from '../config-merge.ts';
import type { ConfigSource } from '../config-merge.ts';
import { powerfulKeysIn } from '../powerful-values.ts';
import { fetchText, isAddress, shownLocation } from './config-address.ts';
import type { ReadText } from './config-address.ts';
import { readConfigText } from './read-text.ts';
import { readTextFile } from './text-file.ts';

const TIMEOUT_MS = 10_000;

interface ReadOptions {
  readonly timeoutMs?: number;
  /** Accepts from an address values that run programs or write files. */
  readonly allowRemoteCommands?: boolean;
  /** Where proxies are named, see proxy-choice.ts. */
  readonly environment?: Environment;
}

/**
 * The keys at a path or an `http(s)://` address, each with a valid value. A file that is not there
 * is an error. An address may belong to another owner by now, or be answered by an attacker: values
 * that run programs or send reports are not accepted from there, with TLS or without, unless that is allowed.
 * Secrets in an address appear in no error.
 */
export async function readConfigSource(
  given: string,
  {
    timeoutMs = TIMEOUT_MS,
    allowRemoteCommands = false,
    environment = process.env,
  }: ReadOptions = {},
): Promise<Result<ConfigSource, ConfigError>> {
  const location = shownLocation(given);
  const read = isAddress(given)
    ? await fetchText(given, timeoutMs, environment)
    : await readText(given, timeoutMs);
  if (!read.ok) return err({ kind: 'unreadable', location, fault: read.error });
  const parsed = await readConfigText(read.value.text, read.value.format);
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

async function readText(path: string, timeoutMs: number): Promise<Result<ReadText, ReadFault>> {
  const text = await readTextFile(path, timeoutMs);
  return text.ok ? ok({ text: text.value, format: formatOfFile(path) }) : text;
}
