/**
 * The text of a configuration: keys with values, in YAML or JSON. YAML is read as the Haskell
 * library yaml reads it: `yes`, `on` and the like are booleans, nothing is a list or a time by its
 * looks. What the values mean is not looked at here.
 */
import { Document, parse as parseYaml, stringify, visit, YAMLParseError } from 'yaml';
import type { ScalarTag, Tags } from 'yaml';
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';

export type ConfigFormat = 'yaml' | 'json';

/** Keys as a text gives them, not checked yet. */
export type ConfigKeys = Readonly<Record<string, unknown>>;

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

/** The keys in a text. A YAML text without any content has none. The failure is a phrase. */
export function parseConfigText(text: string, format: ConfigFormat): Result<ConfigKeys, string> {
  let raw: unknown;
  try {
    const bare = text.replace(/^\ufeff/, '');
    raw =
      format === 'json'
        ? JSON.parse(bare)
        : parseYaml(bare, { customTags: withYesAndNo, stringKeys: true, logLevel: 'error' });
  } catch (error) {
    if (!isSyntaxError(error)) throw error;
    // The YAML library adds a picture of the place after the first line.
    const [reason] = error.message.split(/:?\n/);
    return err(`is not valid ${format === 'json' ? 'JSON' : 'YAML'}: ${reason}`);
  }
  // `null` is what chainweb-mining-client prints for a minimal configuration without differences.
  if (raw === null || raw === undefined) return ok({});
  if (typeof raw !== 'object' || Array.isArray(raw)) {
    return err('holds no keys: expected keys with values, such as "threadCount: 2"');
  }
  return ok(raw as ConfigKeys);
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

/** Line breaks to libyaml and not to the library here, and a mark that only a text's begin may have. */
const BREAKS = /[\u0085\u2028\u2029\ufeff]/;

function hex(code: number): string {
  return code.toString(16).padStart(4, '0');
}

/** JSON.parse throws SyntaxError; too many aliases are a ReferenceError of the YAML library. */
function isSyntaxError(error: unknown): error is Error {
  return (
    error instanceof SyntaxError ||
    error instanceof YAMLParseError ||
    error instanceof ReferenceError
  );
}
