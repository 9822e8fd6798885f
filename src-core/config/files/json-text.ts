/** What JSON.parse does not report: the place of a fault without its text, and repeated names. */
import { bound } from './text-limits.ts';
import type { FoundAgain } from './text-place.ts';

const STRING = /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*"/;
const OTHER_SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/;
const BLANK = /[ \t\n\r]*/y;
const SCALAR = new RegExp(`${STRING.source}|${OTHER_SCALAR.source}`, 'y');
const NAME = new RegExp(`(${STRING.source})${BLANK.source}:`, 'y');

/** What is open at a place: a list, or an object with its names so far. */
interface Open {
  readonly closing: string;
  readonly names: Set<string>;
  /** The last one. */
  name: string;
}

interface ScannedJson {
  /**
   * Offset of the first value, name or mark that is wrong or missing in a text that is not JSON; its
   * length where it ends too early, or is right.
   */
  readonly offset: number;
  /** Names that an object has already: JSON.parse takes the last of them. */
  readonly repeated: readonly FoundAgain[];
}

/**
 * Reads over a text without making values of it.
 * @throws {RefusedText} when it has too many values or levels
 */
export function scanJson(text: string): ScannedJson {
  let offset = 0;
  let values = 0;
  const repeated: FoundAgain[] = [];
  const open: Open[] = [];
  const skip = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = offset;
    const found = pattern.exec(text);
    offset += found?.[0].length ?? 0;
    return found;
  };
  const skipMark = (mark: string): boolean => {
    const isThere = text[offset] === mark;
    if (isThere) offset += 1;
    return isThere;
  };
  const skipName = (): boolean => {
    const start = offset;
    const inner = open.at(-1);
    const [, quoted] = skip(NAME) ?? [];
    if (quoted === undefined || inner === undefined) return false;
    inner.name = JSON.parse(quoted) as string;
    if (inner.names.has(inner.name)) {
      const path = open.flatMap(({ name, closing }) => (closing === '}' ? [name] : []));
      repeated.push({ key: path.join('.'), offset: start });
    }
    inner.names.add(inner.name);
    return true;
  };
  for (;;) {
    skip(BLANK);
    // A value, after its name in an object.
    bound('values', ++values);
    const [opening] = /^[[{]/.exec(text[offset] ?? '') ?? [];
    if (opening !== undefined) {
      offset += 1;
      open.push({ closing: opening === '[' ? ']' : '}', names: new Set(), name: '' });
      bound('levels', open.length);
      skip(BLANK);
      if (text[offset] !== open.at(-1)?.closing) {
        if (opening === '{' && !skipName()) break;
        continue;
      }
    } else if (skip(SCALAR) === null) break;
    // What follows a value: closing marks, then a comma unless all is closed.
    skip(BLANK);
    while (open.length > 0 && skipMark(open.at(-1)?.closing ?? '')) {
      open.pop();
      skip(BLANK);
    }
    if (open.length === 0 || !skipMark(',')) break;
    skip(BLANK);
    if (open.at(-1)?.closing === '}' && !skipName()) break;
  }
  return { offset, repeated };
}
