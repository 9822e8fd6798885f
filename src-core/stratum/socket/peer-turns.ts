/**
 * Turns of peers that sent more than can be handled in one go. All that they get in one round of
 * the event loop is bounded, however many they are: whoever sends little is answered in between.
 */

/** A peer with lines that wait. */
export interface WaitingPeer {
  /** Handles the next lines; returns the work done. To go on, the peer joins again. */
  takeTurn(): number;
}

/** Work done per round, in lines of usual length: less than 1 ms. */
const ROUND = 256;

export class PeerTurns {
  /** In the order of their turns. */
  readonly #waiting = new Set<WaitingPeer>();
  #isScheduled = false;

  /** The peer gets a turn when those that wait already have had theirs. */
  join(peer: WaitingPeer): void {
    this.#waiting.add(peer);
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    setImmediate(() => this.#serve());
  }

  isWaiting(peer: WaitingPeer): boolean {
    return this.#waiting.has(peer);
  }

  #serve(): void {
    this.#isScheduled = false;
    let left = ROUND;
    // Those that join again meanwhile wait for the next round.
    for (const peer of [...this.#waiting]) {
      if (left <= 0) break;
      this.#waiting.delete(peer);
      left -= peer.takeTurn();
    }
    const [next] = this.#waiting;
    if (next !== undefined) this.join(next);
  }
}
