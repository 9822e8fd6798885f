/** A connection that sends bytes as they are, and keeps of what it gets the end alone. */
import { connect } from 'node:net';
import type { Socket } from 'node:net';

/** Characters of the beginning and of the end: several lines of the longest kind that a server sends. */
const KEPT = 4_096;

export class Peer {
  readonly socket: Socket;
  /** The beginning of what came. */
  head = '';
  /** The end of it. */
  tail = '';
  isClosed = false;
  #wake = (): void => undefined;

  /** @param localAddress one of this computer, to come from another one */
  constructor(port: number, localAddress?: string) {
    const host = '127.0.0.1';
    this.socket = connect({ port, host, noDelay: true, ...(localAddress && { localAddress }) });
    this.socket.on('data', (chunk: Buffer) => {
      const text = chunk.toString('latin1');
      if (this.head.length < KEPT) this.head = (this.head + text).slice(0, KEPT);
      this.tail = (this.tail + text).slice(-KEPT);
      this.#wake();
    });
    // A broken connection is closed next, which is all that matters.
    this.socket.on('error', () => undefined);
    this.socket.once('close', () => {
      this.isClosed = true;
      this.#wake();
    });
  }

  /** Resolves once `text` is at the end of what came: true; or the connection is over: false. */
  async until(text: string): Promise<boolean> {
    while (!this.tail.includes(text)) {
      if (this.isClosed) return false;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
    return true;
  }

  /** Resolves when the connection is over, by whichever side. */
  async closed(): Promise<void> {
    while (!this.isClosed) await new Promise<void>((resolve) => (this.#wake = resolve));
  }
}
