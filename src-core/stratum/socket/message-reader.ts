/**
 * Reads messages out of a byte stream, a piece at a time: decoding 64 KiB at once would take as long
 * as 200 shares. Bytes are decoded up to the end of a line or an object, so that a character split
 * between two packets survives.
 */
import { MessageFramer } from './message-framer.ts';

const NEWLINE = 0x0a;
const CLOSING_BRACE = 0x7d;
/** Bytes decoded at once: up to 50 µs. */
const PIECE_BYTES = 8_192;

/** Reads the bytes of one peer. */
export class MessageReader {
  readonly #maxBytes: number;
  readonly #framer: MessageFramer;
  readonly #chunks: Buffer[] = [];
  /** Where the first chunk continues. */
  #at = 0;
  /** Bytes behind the last end of a line or an object. */
  #rest: Buffer[] = [];
  #restBytes = 0;
  #isTooLong = false;

  /**
   * @param maxBytes longest message accepted, without its ending
   * @param isRequest whether a text is a request as a whole
   */
  constructor(maxBytes: number, isRequest: (text: string) => boolean) {
    this.#maxBytes = maxBytes;
    this.#framer = new MessageFramer(maxBytes, isRequest);
  }

  /** The peer exceeded the limit: what follows cannot be understood any more. */
  get isTooLong(): boolean {
    return this.#isTooLong;
  }

  /** Takes bytes as they come; none once a message was too long. */
  push(chunk: Buffer): void {
    if (!this.#isTooLong && chunk.length > 0) this.#chunks.push(chunk);
  }

  /** The messages of the next piece, maybe none; null when all that came was read. */
  read(): readonly string[] | null {
    const [chunk] = this.#chunks;
    if (chunk === undefined || this.#isTooLong) return null;
    const start = this.#at;
    const end = pieceEnd(chunk, start);
    this.#at = end;
    if (end === chunk.length) {
      this.#chunks.shift();
      this.#at = 0;
    }
    const last = chunk[end - 1];
    let messages: readonly string[] = [];
    if (last !== NEWLINE && last !== CLOSING_BRACE) this.#keep(chunk.subarray(start, end));
    else messages = this.#take(this.#decode(chunk, start, end));
    if (this.#restBytes > this.#maxBytes) this.#isTooLong = true;
    if (this.#isTooLong) this.#chunks.length = 0;
    return messages;
  }

  /** Whether the bytes that were not read yet hold this text. */
  includes(text: string): boolean {
    return this.#chunks.some((chunk) => chunk.includes(text));
  }

  /** Forgets what was not read yet. */
  drop(): void {
    this.#chunks.length = 0;
    this.#at = 0;
  }

  #take(text: string): readonly string[] {
    const lines = text.split('\n');
    if (this.#framer.areMessages(lines)) {
      lines.pop();
      return lines;
    }
    const messages: string[] = [];
    const lastLine = lines.length - 1;
    for (let i = 0; i <= lastLine && !this.#isTooLong; i++) {
      const line = withoutReturn(lines[i]!);
      if (i === lastLine && line === '') break;
      if (!this.#framer.take(line, i < lastLine, messages)) this.#isTooLong = true;
    }
    return messages;
  }

  #decode(chunk: Buffer, start: number, end: number): string {
    if (this.#restBytes === 0) return chunk.toString('utf8', start, end);
    const text = Buffer.concat([...this.#rest, chunk.subarray(start, end)]).toString('utf8');
    this.#rest = [];
    this.#restBytes = 0;
    return text;
  }

  /** Copies, because a slice would keep the whole 64 KiB read buffer of the socket alive. */
  #keep(bytes: Buffer): void {
    if (this.#restBytes > this.#maxBytes) return;
    this.#rest.push(Buffer.from(bytes));
    this.#restBytes += bytes.length;
    // A line that trickles in byte by byte must not become thousands of small buffers.
    if (this.#rest.length >= 64) this.#rest = [Buffer.concat(this.#rest)];
  }
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}

/** Behind the last line of a piece, else behind its last object, else as far as it goes. */
function pieceEnd(chunk: Buffer, start: number): number {
  const limit = Math.min(start + PIECE_BYTES, chunk.length);
  const newline = chunk.lastIndexOf(NEWLINE, limit - 1);
  if (newline >= start) return newline + 1;
  const brace = chunk.lastIndexOf(CLOSING_BRACE, limit - 1);
  return brace >= start ? brace + 1 : limit;
}
