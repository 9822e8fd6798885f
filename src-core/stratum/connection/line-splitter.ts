/**
 * Cuts a byte stream into lines. Only whole lines are decoded, so that a character split between
 * two packets survives, and only one unfinished line is kept.
 */
interface SplitLines {
  /** Lines without their ending (`\n` or `\r\n`), in order. May be empty strings. */
  readonly lines: readonly string[];
  /** The peer exceeded the limit: what follows cannot be understood any more. */
  readonly tooLong: boolean;
}

const NEWLINE = 0x0a;
const SHORT_REST_BYTES = 2048;

export class LineSplitter {
  readonly #maxLineBytes: number;
  #rest: Buffer[] = [];
  #restBytes = 0;

  /** @param maxLineBytes longest line accepted, without its ending */
  constructor(maxLineBytes: number) {
    this.#maxLineBytes = maxLineBytes;
  }

  /** Takes the next bytes and returns the lines they complete. */
  push(chunk: Buffer): SplitLines {
    const end = chunk.lastIndexOf(NEWLINE);
    if (end < 0) {
      this.#keep(chunk);
      return { lines: [], tooLong: this.#restBytes > this.#maxLineBytes };
    }
    const text =
      this.#restBytes === 0
        ? chunk.toString('utf8', 0, end)
        : Buffer.concat([...this.#rest, chunk.subarray(0, end)]).toString('utf8');
    this.#rest = [];
    this.#restBytes = 0;
    if (end + 1 < chunk.length) this.#keep(chunk.subarray(end + 1));
    const lines = text.split('\n');
    let tooLong = this.#restBytes > this.#maxLineBytes;
    for (let i = 0; i < lines.length; i++) {
      const line = lines[i]!;
      if (line.length > this.#maxLineBytes) {
        lines.length = i;
        tooLong = true;
        break;
      }
      if (line.endsWith('\r')) lines[i] = line.slice(0, -1);
    }
    return { lines, tooLong };
  }

  /**
   * Takes what came since the last line ending as a line if `isWhole` says that it is one: some
   * peers leave the ending out. Only short rests are looked at, as this happens for each packet.
   */
  takeRest(isWhole: (text: string) => boolean): string | null {
    if (this.#restBytes === 0 || this.#restBytes > SHORT_REST_BYTES) return null;
    const text = Buffer.concat(this.#rest).toString('utf8');
    if (!isWhole(text)) return null;
    this.#rest = [];
    this.#restBytes = 0;
    return text;
  }

  /** Copies, because a slice would keep the whole 64 KiB read buffer of the socket alive. */
  #keep(bytes: Buffer): void {
    if (this.#restBytes > this.#maxLineBytes) return;
    this.#rest.push(Buffer.from(bytes));
    this.#restBytes += bytes.length;
    // A line that trickles in byte by byte must not become thousands of small buffers.
    if (this.#rest.length >= 64) this.#rest = [Buffer.concat(this.#rest)];
  }
}
