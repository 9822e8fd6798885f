/**
 * One peer's socket: lines in, lines out. What a peer does not read is bounded: its answers stop
 * its own questions from being read, and of jobs only the newest waits.
 */
import type { Socket } from 'node:net';
import { MessageReader } from './message-reader.ts';
import type { LeaveReason, OtherProtocol } from '../refusals.ts';
import { isRequest, otherProtocol } from '../stratum-messages.ts';
import { isProxySignature } from '../proxies/proxy-header.ts';
import { PeerTurns } from './peer-turns.ts';
import type { WaitingPeer } from './peer-turns.ts';

/** What the owner of a connection does with what comes. */
export interface PeerHandlers {
  /** One line, handled at `atMs`. `yield` lets others have their turn before the next one. */
  onLine(line: string, atMs: number): 'continue' | 'yield';
  /** A line that came, but can be answered no more: the connection is ending or broken. */
  onLateLine(line: string, atMs: number): void;
  /** The peer can take a job again after {@link PeerConnection.canTakeJob} had said no. */
  onWritable(): void;
  onLineTooLong(): void;
  onOtherProtocol(protocol: OtherProtocol): void;
  /** Handling the peer threw, which only a bug does. The connection is being ended. */
  onFault(error: unknown): void;
  /** The connection is over; called once. */
  onClosed(reason: LeaveReason): void;
}

/** Lines handled in one go before other peers have their turn: some 0.5 ms of shares. */
const LINES_PER_TURN = 256;
/** Lines of a packet that are handled the moment it comes; a peer that sends more waits its turn. */
const LINES_AT_ONCE = 16;
/** A line of 128 characters or more counts as several. */
const USUAL_LINE_LENGTH_BITS = 7;
/** Time a peer has to read the last message before its socket is destroyed. */
const GOODBYE_MS = 2_000;
/** What it may still send meanwhile: reading a flood without end would cost more than its lines. */
const GOODBYE_BYTES = 131_072;
/** How long it takes to read a packet of 64 KiB that comes then. */
const LATE_PACKET_MS = 0.06;

/** Owns the socket: whoever closes this closes it. */
export class PeerConnection implements WaitingPeer {
  readonly #socket: Socket;
  readonly #handlers: PeerHandlers;
  readonly #reader: MessageReader;
  readonly #turns: PeerTurns;
  #lines: readonly string[] = [];
  #nextLine = 0;
  #answers = '';
  #isHandling = false;
  #isFirstChunk = true;
  #closeReason: LeaveReason | null = null;
  #isOver = false;
  #bytesAfterEnd = 0;
  #goodbye: NodeJS.Timeout | undefined;
  #blockedSinceMs: number | null = null;
  #wantsJob = false;
  /** When the peer last sent anything. */
  lastHeardMs: number;

  /** @param turns those of all peers of the server */
  constructor(
    socket: Socket,
    maxLineBytes: number,
    handlers: PeerHandlers,
    turns = new PeerTurns(),
  ) {
    this.#socket = socket;
    this.#handlers = handlers;
    this.#reader = new MessageReader(maxLineBytes, isRequest);
    this.#turns = turns;
    this.lastHeardMs = performance.now();
    socket.on('data', (chunk: Buffer) => this.guard(() => this.#onData(chunk)));
    socket.on('end', () => this.guard(() => this.close({ kind: 'closed-by-machine' })));
    socket.on('error', ({ code }: NodeJS.ErrnoException) => {
      this.#closeReason ??= { kind: 'connection-lost', code: code ?? null };
    });
    socket.on('close', () => {
      clearTimeout(this.#goodbye);
      if (this.#isOver) return;
      this.#isOver = true;
      const reason = (this.#closeReason ??= { kind: 'connection-lost', code: null });
      this.guard(() => this.#readLateLines());
      this.guard(() => handlers.onClosed(reason));
    });
  }

  /** Whether its end was begun: nothing that it sends is handled any more. */
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
    this.#readOnInTurn();
    this.#goodbye = setTimeout(() => this.#socket.destroy(), GOODBYE_MS).unref();
  }

  #onData(chunk: Buffer): void {
    this.lastHeardMs = performance.now();
    if (this.#isFirstChunk) {
      this.#isFirstChunk = false;
      const protocol = isProxySignature(chunk) ? 'proxy' : otherProtocol(chunk);
      if (protocol !== null) {
        this.#handlers.onOtherProtocol(protocol);
        return;
      }
    }
    this.#reader.push(chunk);
    if (this.isClosing) this.#takeLate(chunk);
    else if (!this.#turns.isWaiting(this)) this.#handleLines(LINES_AT_ONCE, 0);
  }

  /**
   * Handles the next lines of those that wait, or drops what comes after the end. Returns ms of
   * later work.
   */
  takeTurn(): number {
    if (this.isClosing) {
      this.#socket.resume();
      return this.#bytesAfterEnd > 0 ? LATE_PACKET_MS : 0;
    }
    this.guard(() => this.#handleLines(LINES_PER_TURN, 1));
    return 0;
  }

  /** Handles lines that came, as many as `limit` usual ones would take, but not fewer than `least`. */
  #handleLines(limit: number, least: number): void {
    this.#isHandling = true;
    // One time for all lines of a turn: the clock costs a fiftieth of judging a share.
    const atMs = performance.now();
    let done = 0;
    for (let count = 0; this.#hasLine() && !this.isClosing; count++) {
      const line = this.#lines[this.#nextLine]!;
      const work = 1 + (line.length >> USUAL_LINE_LENGTH_BITS);
      if (done + work > limit && count >= least) break;
      this.#nextLine += 1;
      done += work;
      if (this.#handlers.onLine(line, atMs) === 'yield') break;
    }
    this.#endTurn(done);
  }

  /** Whether a line waits, after the next ones were read if need be. */
  #hasLine(): boolean {
    while (this.#nextLine >= this.#lines.length) {
      const lines = this.#reader.read();
      this.#lines = lines ?? [];
      this.#nextLine = 0;
      if (lines === null) return false;
    }
    return true;
  }

  #endTurn(done: number): void {
    this.#isHandling = false;
    const goesOn = !this.isClosing && this.#hasLine();
    if (!goesOn || done >= LINES_PER_TURN / 2) this.flush();
    if (this.isClosing) {
      this.#readLateLines();
      return;
    }
    if (goesOn) {
      this.#socket.pause();
      // While the peer reads no answers, it gets no more of them; #onWritten continues.
      if (this.#blockedSinceMs === null) this.#turns.join(this);
      return;
    }
    if (this.#reader.isTooLong) this.#handlers.onLineTooLong();
    else if (this.#blockedSinceMs === null) this.#socket.resume();
    else this.#socket.pause();
  }

  #takeLate({ length }: Buffer): void {
    this.#readLateLines();
    this.#bytesAfterEnd += length;
    if (this.#bytesAfterEnd > GOODBYE_BYTES) this.#socket.destroy();
    else this.#readOnInTurn();
  }

  /**
   * Reads on after the end, in turns: unread input would turn it into a reset and lose the last
   * message, but reading a flood costs what others wait for.
   */
  #readOnInTurn(): void {
    this.#socket.pause();
    this.#turns.join(this);
  }

  /** What was received before the end still counts: a block among it must not be lost. */
  #readLateLines(): void {
    const atMs = performance.now();
    // Whatever else it is, it is not worth being decoded.
    if (!this.#reader.includes('mining.submit')) this.#reader.drop();
    while (this.#hasLine()) this.#handlers.onLateLine(this.#lines[this.#nextLine++]!, atMs);
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
    if (this.#hasLine()) this.#turns.join(this);
    else this.#socket.resume();
  };
}
