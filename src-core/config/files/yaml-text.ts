/**
 * YAML as the Haskell library yaml reads it: `yes`, `on` and the like are booleans, and no text becomes
 * a time. What would keep the library busy is refused before it gets there.
 */
import { Composer, CST, Lexer, Parser } from 'yaml';
import type { ErrorCode } from 'yaml';
import type { ConfigText } from '../config-keys.ts';
import { bound, RefusedText } from './text-limits.ts';
import { placeAt, repeatedIn } from './text-place.ts';
import { valuesOf } from './yaml-values.ts';
import { withYesAndNo } from './yaml-tags.ts';

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

/** @throws {RefusedText} when it is not YAML, or too much of it */
export function parseYaml(text: string): {
  readonly value: unknown;
  readonly repeated: ConfigText['repeated'];
} {
  const refuseAt = (offset: number, detail: string | null = null): never => {
    const place = placeAt(text, offset);
    throw new RefusedText({ kind: 'syntax', format: 'yaml', place, detail });
  };
  const composer = new Composer({
    // Whatever version the text declares: the schema of 1.1 has times.
    schema: 'core',
    customTags: withYesAndNo,
    resolveKnownTags: false,
    stringKeys: true,
    // It compares each key with each other one; the last counts anyway.
    uniqueKeys: false,
    prettyErrors: false,
  });
  const [document, another] = composer.compose(tokensOf(text), true, text.length);
  const [error] = document?.errors ?? [];
  if (error !== undefined) {
    refuseAt(error.pos[0], QUOTING.has(error.code) ? null : error.message);
  }
  if (another !== undefined) refuseAt(another.range[0], 'more than one document');
  const { value, repeated } = valuesOf(document?.contents, refuseAt);
  return { value, repeated: repeatedIn(text, repeated) };
}

/** The text in the library's tokens, each a whole document or an error, which is the last then. */
function tokensOf(text: string): CST.Token[] {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  for (const lexeme of boundedLexemes(text)) {
    tokens.push(...parser.next(lexeme));
    if (tokens.at(-1)?.type === 'error') break;
  }
  tokens.push(...parser.end());
  for (const token of tokens) if ('value' in token) boundLevels(token.value);
  return tokens;
}

/** Words and marks. The library's time grows with the square of how deep they nest. */
function* boundedLexemes(text: string): Generator<string> {
  let marks = 0;
  let brackets = 0;
  /** Lists in lists that begin in the same line: `- - - a`. */
  let dashes = 0;
  let before = '';
  for (const lexeme of new Lexer().lex(text)) {
    bound('marks', ++marks);
    if (before !== CST.SCALAR) {
      if (/^[[{]$/.test(lexeme)) bound('levels', ++brackets);
      else if (/^[\]}]$/.test(lexeme)) brackets = Math.max(0, brackets - 1);
      else if (/^[-?]$/.test(lexeme)) bound('levels', ++dashes);
      else if (/[\r\n]/.test(lexeme)) dashes = 0;
    }
    before = lexeme;
    yield lexeme;
  }
}

/** Checked before the library walks them, which it does recursively. */
function boundLevels(root: CST.Token | undefined): void {
  const open = [{ token: root, level: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { token, level } = next;
    bound('levels', level);
    if (token === undefined || !('items' in token)) continue;
    for (const { key, value } of token.items) {
      open.push({ token: key ?? undefined, level: level + 1 });
      open.push({ token: value, level: level + 1 });
    }
  }
}
