/**
 * Finds the messages in the text of a peer: one on each line as a rule, but some peers write several
 * on a line, one over several lines, or end none. The end of an object ends a message, and so does
 * the end of a line outside of one.
 */
import { MAX_JSON_DEPTH } from '../../peers/peer-json.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENING_BRACE = 0x7b;
const CARRIAGE_RETURN = 0x0d;

/** Frames the text of one peer. */
export class MessageFramer {
  readonly #maxLength: number;
  readonly #isRequest: (text: string) => boolean;
  /** What came of a message that is not over. */
  #pending = '';
  #depth = 0;
  #isInString = false;
  #isEscaped = false;
  /** It nests too deep to be followed: the end of its line ends it. */
  #isLost = false;

  /**
   * @param maxLength longest message accepted, in characters
   * @param isRequest whether a text is a request as a whole: one on a line of its own is, even if
   *   what came before it never ended
   */
  constructor(maxLength: number, isRequest: (text: string) => boolean) {
    this.#maxLength = maxLength;
    this.#isRequest = isRequest;
  }

  /** Takes the next text, up to a line's end or not. Returns false once a message is too long. */
  take(text: string, endsLine: boolean, messages: string[]): boolean {
    const before = messages.length;
    if (endsLine && this.#pending === '' && isOneObject(text)) messages.push(text);
    else this.#follow(text, endsLine, messages);
    for (let i = before; i < messages.length; i++) {
      if (messages[i]!.length <= this.#maxLength) continue;
      messages.length = i;
      return false;
    }
    return this.#pending.length <= this.#maxLength;
  }

  /**
   * Whether all lines but an empty last one are messages as they are: those of real machines. Saves
   * the list of messages, which would be the same.
   */
  areMessages(lines: readonly string[]): boolean {
    if (this.#pending !== '' || lines.at(-1) !== '') return false;
    for (let i = 0; i < lines.length - 1; i++) {
      const line = lines[i]!;
      if (line.length > this.#maxLength || !isOneObject(line)) return false;
    }
    return true;
  }

  #follow(text: string, endsLine: boolean, messages: string[]): void {
    if (this.#depth > 0 && this.#pending.endsWith('\n') && this.#isRequest(text)) {
      messages.push(this.#pending.trim());
      this.#reset();
    }
    this.#scan(text, messages);
    if (endsLine && (this.#depth === 0 || this.#isLost)) this.#end(messages);
    else if (endsLine) this.#pending += '\n';
  }

  #scan(text: string, messages: string[]): void {
    let start = 0;
    for (let i = 0; i < text.length && !this.#isLost; i++) {
      const code = text.charCodeAt(i);
      if (this.#isInString) this.#passString(code);
      else if (code === QUOTE && this.#depth > 0) this.#isInString = true;
      // `[` and `{`, `]` and `}` differ in one bit.
      else if ((code | 0x20) === OPENING_BRACE) {
        if (this.#depth === 0) {
          this.#pending += text.slice(start, i);
          this.#end(messages);
          start = i;
        }
        this.#depth += 1;
        this.#isLost = this.#depth > MAX_JSON_DEPTH;
      } else if ((code | 0x20) === 0x7d && this.#depth > 0) {
        this.#depth -= 1;
        if (this.#depth > 0) continue;
        this.#pending += text.slice(start, i + 1);
        this.#end(messages);
        start = i + 1;
      } else if (code === CARRIAGE_RETURN && this.#depth === 0) {
        this.#pending += text.slice(start, i);
        this.#end(messages);
        start = i + 1;
      }
    }
    this.#pending += text.slice(start);
  }

  #passString(code: number): void {
    if (this.#isEscaped) this.#isEscaped = false;
    else if (code === BACKSLASH) this.#isEscaped = true;
    else if (code === QUOTE) this.#isInString = false;
  }

  #end(messages: string[]): void {
    if (/[^\s\0]/.test(this.#pending)) messages.push(this.#pending);
    this.#reset();
  }

  #reset(): void {
    this.#pending = '';
    this.#depth = 0;
    this.#isInString = false;
    this.#isEscaped = false;
    this.#isLost = false;
  }
}

/** Whether a line has one pair of braces, around it: nearly all lines do. */
function isOneObject(line: string): boolean {
  const last = line.length - 1;
  return (
    line.charCodeAt(0) === OPENING_BRACE && line.indexOf('}') === last && line.indexOf('{', 1) < 0
  );
}
