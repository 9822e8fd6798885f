/** The text of a configuration: keys with values, in YAML or JSON. Values are not checked here. */
import { err, ok } from '../../result.ts';
import type { Result } from '../../result.ts';
import type { TextFault } from '../config-error.ts';
import type { ConfigFormat, ConfigKeys, ConfigText } from '../config-keys.ts';
import { scanJson } from './json-text.ts';
import { bound, RefusedText } from './text-limits.ts';
import { placeAt, repeatedIn } from './text-place.ts';
import { parseYaml } from './yaml-text.ts';

/** A text of values, and the keys that it has more than once. */
interface ParsedText {
  readonly value: unknown;
  readonly repeated: ConfigText['repeated'];
}

/** The keys in a text. A YAML text without any content has none. */
export function parseConfigText(text: string, format: ConfigFormat): Result<ConfigText, TextFault> {
  return refusable(() => {
    const { value, repeated } = format === 'json' ? parseJson(text) : parseYaml(text);
    // `null` is what chainweb-mining-client prints for a minimal configuration without differences.
    const keys = value ?? {};
    if (typeof keys !== 'object' || Array.isArray(keys)) throw new RefusedText({ kind: 'no-keys' });
    bound('keys', Object.keys(keys).length);
    return { keys: keys as ConfigKeys, repeated };
  });
}

/** The value of a JSON text. Errors do not quote it. */
export function parseJsonText(text: string): Result<unknown, TextFault> {
  return refusable(() => parseJson(text).value);
}

function parseJson(text: string): ParsedText {
  const { offset, repeated } = scanJson(text);
  try {
    const value: unknown = JSON.parse(text);
    return { value, repeated: repeatedIn(text, repeated) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    // Its message quotes the text.
    const place = placeAt(text, offset);
    throw new RefusedText({ kind: 'syntax', format: 'json', place, detail: null });
  }
}

function refusable<T>(read: () => T): Result<T, TextFault> {
  try {
    return ok(read());
  } catch (error) {
    if (!(error instanceof RefusedText)) throw error;
    return err(error.fault);
  }
}
