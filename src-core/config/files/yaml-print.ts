/** Values as the Haskell library yaml writes them. */
import { Document, stringify, visit } from 'yaml';
import { withYesAndNo } from './yaml-tags.ts';

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
