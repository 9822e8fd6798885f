/**
 * The text of a configuration: keys with values, in YAML or JSON. YAML is read as the Haskell
 * library yaml reads it: `yes`, `on` and the like are booleans, and no text becomes a time. Values are
 * not checked here.
 */
import { Document, parseDocument, stringify, visit } from 'yaml';
import type { ErrorCode, ScalarTag, Tags } from 'yaml';
import { err, ok } from '../../result.ts';
import type { Result } from '../../result.ts';
import type { TextFault, TextPlace } from '../config-error.ts';
import type { ConfigFormat, ConfigKeys } from '../config-keys.ts';
import { jsonFaultOffset } from './json-fault.ts';

/** Far above any configuration: 10 000 rig names of 40 characters. */
export const CONFIG_LIMIT_BYTES = 1024 * 1024;

const yesAndNo: ScalarTag = {
  tag: 'tag:yaml.org,2002:bool',
  default: true,
  identify: (value) => typeof value === 'boolean',
  test: /^(y|Y|yes|Yes|YES|on|On|ON|true|True|TRUE|n|N|no|No|NO|off|Off|OFF|false|False|FALSE)$/,
  resolve: (word) => /^(y|t|on$)/i.test(word),
  stringify: ({ value }) => (value === true ? 'true' : 'false'),
};

const withYesAndNo = (tags: Tags): Tags => [yesAndNo, ...tags];

/** The keys in a text. A YAML text without any content has none. */
export function parseConfigText(text: string, format: ConfigFormat): Result<ConfigKeys, TextFault> {
  const bare = text.replace(/^\ufeff/, '');
  const parsed = format === 'json' ? parseJson(bare) : parseYaml(bare);
  if (!parsed.ok) return parsed;
  const raw = parsed.value;
  // `null` is what chainweb-mining-client prints for a minimal configuration without differences.
  if (raw === null || raw === undefined) return ok({});
  if (typeof raw !== 'object' || Array.isArray(raw)) return err({ kind: 'no-keys' });
  return ok(raw as ConfigKeys);
}

function parseJson(text: string): Result<unknown, TextFault> {
  try {
    const value: unknown = JSON.parse(text);
    return ok(value);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    // Its message quotes the text.
    const place = placeAt(text, jsonFaultOffset(text));
    return err({ kind: 'syntax', format: 'json', place, detail: null });
  }
}

function parseYaml(text: string): Result<unknown, TextFault> {
  const options = { customTags: withYesAndNo, stringKeys: true, logLevel: 'error' } as const;
  const document = parseDocument(text, { ...options, prettyErrors: false });
  const [error] = document.errors;
  if (error !== undefined) {
    const detail = QUOTING.has(error.code) ? null : error.message;
    return err({ kind: 'syntax', format: 'yaml', place: placeAt(text, error.pos[0]), detail });
  }
  try {
    const value: unknown = document.toJS();
    return ok(value);
  } catch (error) {
    // An alias without an anchor, or far too many; the message quotes its name.
    if (!(error instanceof ReferenceError)) throw error;
    return err({ kind: 'syntax', format: 'yaml', place: null, detail: null });
  }
}

/** Errors of the YAML library whose messages quote the text. */
const QUOTING: ReadonlySet<string> = new Set<ErrorCode>([
  'BAD_ALIAS',
  'BAD_DIRECTIVE',
  'BAD_DQ_ESCAPE',
  'BAD_PROP_ORDER',
  'BAD_SCALAR_START',
  'RESOURCE_EXHAUSTION',
  'TAG_RESOLVE_FAILED',
  'UNEXPECTED_TOKEN',
]);

function placeAt(text: string, offset: number): TextPlace {
  const lines = text.slice(0, offset).split(/\r\n|\n|\r/);
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}

/**
 * YAML of keys with values, ending in a line break; quoted where the Haskell library would quote.
 * Long texts stay on one line.
 */
export function toYaml(value: unknown): string {
  const options = { customTags: withYesAndNo, lineWidth: 0, singleQuote: true } as const;
  const document = new Document(value, options);
  visit(document, {
    Scalar(_, node) {
      if (typeof node.value === 'string' && BREAKS.test(node.value)) node.type = 'QUOTE_DOUBLE';
      // The library prefers double quotes around an apostrophe, libyaml doubles it.
      if (typeof node.value !== 'string' || !/^[^\p{Cc}]*'[^\p{Cc}]*$/u.test(node.value)) return;
      if (stringify(node.value, options).startsWith('"')) node.type = 'QUOTE_SINGLE';
    },
  });
  return document
    .toString(options)
    .replace(new RegExp(BREAKS, 'g'), (one) => `\\u${hex(one.charCodeAt(0))}`);
}

/** Line breaks for libyaml but not for the library used here, and the byte order mark. */
const BREAKS = /[\u0085\u2028\u2029\ufeff]/;

function hex(code: number): string {
  return code.toString(16).padStart(4, '0');
}
