/** Where a text stops being JSON: JSON.parse says it in prose only, and quotes the text. */

const STRING = /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*"/;
const OTHER_SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/;
const BLANK = /[ \t\n\r]*/y;
const SCALAR = new RegExp(`${STRING.source}|${OTHER_SCALAR.source}`, 'y');
const NAME = new RegExp(`${STRING.source}${BLANK.source}:`, 'y');

/**
 * Offset of the first value, name or mark that is wrong or missing in a text that is not JSON; its
 * length where it ends too early.
 */
export function jsonFaultOffset(text: string): number {
  let offset = 0;
  const skip = (pattern: RegExp): boolean => {
    pattern.lastIndex = offset;
    const found = pattern.exec(text);
    offset += found?.[0].length ?? 0;
    return found !== null;
  };
  const skipMark = (mark: string): boolean => {
    const isThere = text[offset] === mark;
    if (isThere) offset += 1;
    return isThere;
  };
  /** The closing marks of what is open. */
  const open: string[] = [];
  for (;;) {
    skip(BLANK);
    // A value, after its name in an object.
    const [opening] = /^[[{]/.exec(text[offset] ?? '') ?? [];
    if (opening !== undefined) {
      offset += 1;
      open.push(opening === '[' ? ']' : '}');
      skip(BLANK);
      if (text[offset] !== open.at(-1)) {
        if (opening === '{' && !skip(NAME)) return offset;
        continue;
      }
    } else if (!skip(SCALAR)) return offset;
    // What follows a value: closing marks, then a comma unless all is closed.
    skip(BLANK);
    while (open.length > 0 && skipMark(open.at(-1) ?? '')) {
      open.pop();
      skip(BLANK);
    }
    if (open.length === 0 || !skipMark(',')) return offset;
    skip(BLANK);
    if (open.at(-1) === '}' && !skip(NAME)) return offset;
  }
}
