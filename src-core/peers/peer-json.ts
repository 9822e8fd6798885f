/**
 * JSON text from a peer (a machine, a node, a program). How deep it nests is bounded here, before
 * anything walks the value: recursive code (`JSON.stringify`, `String(array)`, a schema) would run
 * out of stack.
 */
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';

interface PeerJsonError {
  /** The fault, to follow a colon or stand in brackets. */
  readonly reason: string;
}

/** The deepest that any protocol here nests is 5: `nodeGraphHistory` of a node's `/info`. */
export const MAX_JSON_DEPTH = 32;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Parses JSON whose arrays and objects nest at most {@link MAX_JSON_DEPTH} levels deep. */
export function parsePeerJson(text: string): Result<unknown, PeerJsonError> {
  if (nestsTooDeep(text)) return err({ reason: `nested deeper than ${MAX_JSON_DEPTH} levels` });
  try {
    return ok(JSON.parse(text));
  } catch (error) {
    return err({ reason: `not JSON (${(error as SyntaxError).message})` });
  }
}

/** Counts brackets outside of strings. For text that is not JSON the result is arbitrary. */
function nestsTooDeep(text: string): boolean {
  let depth = 0;
  // Stryker disable next-line EqualityOperator: behind the end there is no character, so no bracket
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    // `[` and `{`, `]` and `}` differ in one bit.
    if (code === QUOTE) i = endOfString(text, i);
    else if ((code | 0x20) === 0x7b) {
      depth += 1;
      if (depth > MAX_JSON_DEPTH) return true;
    } else if ((code | 0x20) === 0x7d) depth -= 1;
  }
  return false;
}

/** Where the string that opens at `start` closes; the text's length if it does not. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let isEscaped = false;
    for (let before = end - 1; text.charCodeAt(before) === BACKSLASH; before -= 1) {
      isEscaped = !isEscaped;
    }
    if (!isEscaped) return end;
  }
  return text.length;
}
