/**
 * Turns of peers that sent more than can be handled in one go. All that they get in one round of
 * the event loop is bounded, however many they are: whoever sends little is answered in between.
 */

/** A peer with lines that wait. */
export interface WaitingPeer {
  /**
   * Handles the next lines. Returns the ms it will take later on, outside of its turn. To continue, the
   * peer joins again.
   */
  takeTurn(): number;
}

/**
 * How long a round lasts, ms: some 600 shares, fewer lines that take longer. Rounds of 250 shares
 * cost an eighth more time per share: sockets are read in smaller pieces.
 */
const ROUND_MS = 1;

/** The line of peers that wait for their turn, for all connections of a server. */
export class PeerTurns {
  /** In the order of their turns. */
  readonly #waiting = new Set<WaitingPeer>();
  readonly #nowMs: () => number;
  #isScheduled = false;

  /** @param nowMs ms of a monotonic clock */
  constructor(nowMs = () => performance.now()) {
    this.#nowMs = nowMs;
  }

  /** The peer gets a turn when those that wait already have had theirs. */
  join(peer: WaitingPeer): void {
    this.#waiting.add(peer);
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    setImmediate(() => this.#serve());
  }

  /** Whether the peer waits for a turn. */
  isWaiting(peer: WaitingPeer): boolean {
    return this.#waiting.has(peer);
  }

  #serve(): void {
    this.#isScheduled = false;
    let endMs = this.#nowMs() + ROUND_MS;
    // Those that join again meanwhile wait for the next round.
    for (const peer of [...this.#waiting]) {
      this.#waiting.delete(peer);
      endMs -= peer.takeTurn();
      if (this.#nowMs() >= endMs) break;
    }
    const [next] = this.#waiting;
    if (next !== undefined) this.join(next);
  }
}
