/**
 * One peer's socket: lines in, lines out. What a peer does not read is bounded: its answers stop
 * its own questions from being read, and of jobs only the newest waits.
 */
import type { Socket } from 'node:net';
import { LineSplitter } from './line-splitter.ts';
import type { LeaveReason } from '../refusals.ts';
import { isJson, otherProtocol } from '../stratum-messages.ts';

/** What the owner of a connection does with what comes. */
interface PeerHandlers {
  /** One line, handled at `atMs`. `yield` lets others have their turn before the next one. */
  onLine(line: string, atMs: number): 'continue' | 'yield';
  /** A line that came, but can be answered no more: the connection is ending or broken. */
  onLateLine(line: string, atMs: number): void;
  /** The peer can take a job again after {@link PeerConnection.canTakeJob} had said no. */
  onWritable(): void;
  onLineTooLong(): void;
  onOtherProtocol(protocol: 'http' | 'tls'): void;
  /** Handling the peer threw, which only a bug does. The connection is being ended. */
  onFault(error: unknown): void;
  /** The connection is over; called once. */
  onClosed(reason: LeaveReason): void;
}

/** Lines handled in one go before other peers have their turn: some 0.5 ms. */
const LINES_PER_TURN = 128;
/** A longer line counts as several. */
const USUAL_LINE_LENGTH = 128;
const CLOSING_BRACE = 0x7d;
/** Blanks and control characters are not above it. */
const BLANK = 0x20;
/** Time a peer has to read the last message before its socket is destroyed. */
const GOODBYE_MS = 2_000;

export class PeerConnection {
  readonly #socket: Socket;
  readonly #handlers: PeerHandlers;
  readonly #splitter: LineSplitter;
  #lines: readonly string[] = [];
  #nextLine = 0;
  #isTooLong = false;
  #answers = '';
  #isHandling = false;
  #isTurnScheduled = false;
  #isFirstChunk = true;
  #closeReason: LeaveReason | null = null;
  #isOver = false;
  #blockedSinceMs: number | null = null;
  #wantsJob = false;
  /** When the peer last sent anything. */
  lastHeardMs: number;

  constructor(socket: Socket, maxLineBytes: number, handlers: PeerHandlers) {
    this.#socket = socket;
    this.#handlers = handlers;
    this.#splitter = new LineSplitter(maxLineBytes);
    this.lastHeardMs = performance.now();
    socket.on('data', (chunk: Buffer) => this.guard(() => this.#onData(chunk)));
    socket.on('end', () => this.guard(() => this.close({ kind: 'closed-by-machine' })));
    socket.on('error', ({ code }: NodeJS.ErrnoException) => {
      this.#closeReason ??= { kind: 'connection-lost', code: code ?? null };
    });
    socket.on('close', () => {
      if (this.#isOver) return;
      this.#isOver = true;
      const reason = (this.#closeReason ??= { kind: 'connection-lost', code: null });
      this.guard(() => this.#readLateLines());
      this.guard(() => handlers.onClosed(reason));
    });
  }

  get isClosing(): boolean {
    return this.#closeReason !== null;
  }

  /** Since when the peer has not read what was sent to it; null when it has. */
  get blockedSinceMs(): number | null {
    return this.#blockedSinceMs;
  }

  /**
   * Does something for this peer. Whatever it throws ends this connection, and nothing else: all
   * that sockets, timers and the server start for a peer goes through here.
   */
  guard(action: () => void): void {
    try {
      action();
    } catch (error) {
      this.#isHandling = false;
      this.#closeReason ??= { kind: 'internal-error' };
      this.#socket.destroy();
      this.#handlers.onFault(error);
    }
  }

  /** Queues an answer. Answers of one turn leave together. */
  answer(line: string): void {
    this.#answers += line;
    if (!this.#isHandling) this.flush();
  }

  /** Sends what is queued. */
  flush(): void {
    if (this.#answers === '') return;
    const answers = this.#answers;
    this.#answers = '';
    this.#write(answers);
  }

  /** Whether a job can leave at once. If not, `onWritable` is called when it can. */
  canTakeJob(): boolean {
    if (this.isClosing) return false;
    if (this.#blockedSinceMs === null) return true;
    this.#wantsJob = true;
    return false;
  }

  /** Sends lines after the answers that came before them. */
  send(lines: string): void {
    const text = this.#answers === '' ? lines : this.#answers + lines;
    this.#answers = '';
    this.#write(text);
  }

  /** Ends the connection, after a last message if there is one. */
  close(reason: LeaveReason, lastMessage = ''): void {
    if (this.isClosing) return;
    this.#answers += lastMessage;
    this.flush();
    this.#closeReason = reason;
    if (!this.#isHandling) this.#readLateLines();
    if (this.#blockedSinceMs !== null) {
      this.#socket.destroy();
      return;
    }
    this.#socket.end();
    // Unread input would turn the end into a reset and lose the last message.
    this.#socket.resume();
    setTimeout(() => this.#socket.destroy(), GOODBYE_MS).unref();
  }

  #onData(chunk: Buffer): void {
    this.lastHeardMs = performance.now();
    if (this.#isFirstChunk) {
      this.#isFirstChunk = false;
      const protocol = otherProtocol(chunk);
      if (protocol !== null) {
        this.#handlers.onOtherProtocol(protocol);
        return;
      }
    }
    const { lines, tooLong } = this.#splitter.push(chunk);
    this.#isTooLong ||= tooLong;
    const waiting = this.#lines.slice(this.#nextLine);
    const unended = endsObject(chunk) ? this.#splitter.takeRest(isJson) : null;
    this.#lines = waiting.length === 0 ? lines : [...waiting, ...lines];
    if (unended !== null) this.#lines = [...this.#lines, unended];
    this.#nextLine = 0;
    if (this.isClosing) this.#readLateLines();
    else this.#takeTurn();
  }

  #takeTurn(): void {
    if (this.#isTurnScheduled) return;
    this.#isHandling = true;
    // One time for all lines of a turn: the clock costs a fiftieth of judging a share.
    const atMs = performance.now();
    let left = LINES_PER_TURN;
    while (this.#nextLine < this.#lines.length && left > 0 && !this.isClosing) {
      const line = this.#lines[this.#nextLine++]!;
      if (line === '') continue;
      left -= Math.ceil(line.length / USUAL_LINE_LENGTH);
      if (this.#handlers.onLine(line, atMs) === 'yield') left = 0;
    }
    this.#isHandling = false;
    this.flush();
    if (this.isClosing) {
      this.#readLateLines();
      return;
    }
    if (this.#nextLine < this.#lines.length) {
      this.#socket.pause();
      // While the peer reads no answers, it gets no more of them; #onWritten goes on.
      if (this.#blockedSinceMs === null) this.#scheduleTurn();
      return;
    }
    this.#lines = [];
    this.#nextLine = 0;
    if (this.#isTooLong) this.#handlers.onLineTooLong();
    else if (this.#blockedSinceMs === null) this.#socket.resume();
    else this.#socket.pause();
  }

  /** What was received before the end still counts: a block among it must not be lost. */
  #readLateLines(): void {
    const late = this.#lines.slice(this.#nextLine);
    this.#lines = [];
    this.#nextLine = 0;
    const atMs = performance.now();
    for (const line of late) this.#handlers.onLateLine(line, atMs);
  }

  #scheduleTurn(): void {
    this.#isTurnScheduled = true;
    setImmediate(() => {
      this.#isTurnScheduled = false;
      if (!this.isClosing) this.guard(() => this.#takeTurn());
    });
  }

  #write(text: string): void {
    if (this.isClosing || this.#socket.destroyed) return;
    // All that is sent is ASCII (asciiJson); as UTF-8 it would be measured and copied first.
    this.#socket.write(text, 'latin1', this.#onWritten);
    if (this.#socket.writableLength > 0) this.#blockedSinceMs ??= performance.now();
  }

  readonly #onWritten = (): void => {
    if (this.#blockedSinceMs === null || this.#socket.writableLength > 0) return;
    this.#blockedSinceMs = null;
    if (this.isClosing) return;
    if (this.#wantsJob) {
      this.#wantsJob = false;
      this.guard(() => this.#handlers.onWritable());
    }
    if (this.#nextLine < this.#lines.length) this.#scheduleTurn();
    else if (!this.#isTurnScheduled) this.#socket.resume();
  };
}

/** Whether a packet ends like a request without its line ending, maybe with NULs behind it. */
function endsObject(chunk: Buffer): boolean {
  let end = chunk.length - 1;
  while (end > 0 && chunk[end]! <= BLANK) end -= 1;
  return chunk[end] === CLOSING_BRACE;
}
