/**
 * The way in: connections that came at the same moment are let in a few at a time, those of
 * addresses that mine before all others. A farm that comes back after a power cut, or a flood, must
 * not keep the machines that are here from being answered.
 */
import type { Socket } from 'node:net';
import type { PeerAddress } from '../peer-address.ts';

/** Connections let in or refused in one go: some 1 ms. */
const AT_ONCE = 4;
/** Connections that wait; more are dropped. */
const WAITING_LIMIT = 2_048;

interface Waiting {
  readonly socket: Socket;
  readonly peer: PeerAddress;
}

interface DoorOptions {
  /** Whether machines of its address mine. */
  readonly isKnown: (peer: PeerAddress) => boolean;
  readonly letIn: (socket: Socket, peer: PeerAddress) => void;
}

/** Lets connections in, {@link AT_ONCE} in one round of the event loop. */
export class Door {
  readonly #options: DoorOptions;
  #known: Waiting[] = [];
  #others: Waiting[] = [];
  #isScheduled = false;

  constructor(options: DoorOptions) {
    this.#options = options;
  }

  /** A connection has come: it waits for its turn, or is dropped where too many wait. */
  arrive(socket: Socket, peer: PeerAddress): void {
    // Its end is all that matters; an error is followed by close.
    socket.on('error', () => undefined);
    const line = this.#options.isKnown(peer) ? this.#known : this.#others;
    if (line.length >= WAITING_LIMIT) {
      socket.destroy();
      return;
    }
    line.push({ socket, peer });
    this.#schedule();
  }

  /** Drops those that wait. */
  close(): void {
    for (const { socket } of [...this.#known, ...this.#others]) socket.destroy();
    this.#known = [];
    this.#others = [];
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      this.#letSomeIn();
    });
  }

  #letSomeIn(): void {
    for (const { socket, peer } of this.#next()) {
      if (!socket.destroyed) this.#options.letIn(socket, peer);
    }
    if (this.#known.length + this.#others.length > 0) this.#schedule();
  }

  #next(): Waiting[] {
    const known = this.#known.splice(0, AT_ONCE);
    return [...known, ...this.#others.splice(0, AT_ONCE - known.length)];
  }
}
