/** How much a peer may ask of the server. The defaults suit a home or a hall full of machines. */
export interface StratumLimits {
  /** Longest line of a peer in bytes; real ones stay below 400. */
  readonly maxLineBytes: number;
  readonly maxSessions: number;
  /** Sessions of one address; loopback is exempt (proxies, tests). */
  readonly maxSessionsPerAddress: number;
  /** Time until a peer must have subscribed. */
  readonly handshakeTimeoutMs: number;
  /**
   * Silence after which a peer is given up, at least. Where shares are rare by nature the limit is
   * three times what a machine of 1 GH/s needs for one.
   */
  readonly idleTimeoutMs: number;
  /** How long a peer may leave what was sent to it unread. */
  readonly slowReaderTimeoutMs: number;
  /** Lines that are no Stratum, or very long: this many at once, and one more each second. */
  readonly maxBadLines: number;
  /** Requests for another name or difficulty: this many at once, and one more each second. */
  readonly maxWishes: number;
  /** How long a nonce1 rests after its session ended. */
  readonly nonceQuarantineMs: number;
}

export const DEFAULT_LIMITS: StratumLimits = {
  // Parsing a line costs up to 0.05 ms per KiB: 64 KiB from each of 50 peers would be 0.15 s.
  maxLineBytes: 8_192,
  maxSessions: 20_000,
  maxSessionsPerAddress: 512,
  handshakeTimeoutMs: 30_000,
  idleTimeoutMs: 900_000,
  slowReaderTimeoutMs: 60_000,
  maxBadLines: 20,
  maxWishes: 40,
  nonceQuarantineMs: 30_000,
};

/** The rate of machines that the idle limit still spares, hashes per second. */
const SLOWEST_RATE = 1e9;

/** How long a session may be silent while its shares have this difficulty. */
export function allowedSilenceMs(limits: StratumLimits, difficulty: number): number {
  return Math.max(limits.idleTimeoutMs, (3 * difficulty * 1000) / SLOWEST_RATE);
}

/** What may be spent: so much at once, and some more each second. */
export class Budget {
  readonly #size: number;
  readonly #perSecond: number;
  #left: number;
  #atMs: number;

  constructor(size: number, perSecond: number, nowMs: number) {
    this.#size = size;
    this.#perSecond = perSecond;
    this.#left = size;
    this.#atMs = nowMs;
  }

  /** Spends one; false when there is none left. */
  spend(nowMs: number): boolean {
    const regained = ((nowMs - this.#atMs) / 1000) * this.#perSecond;
    this.#left = Math.min(this.#size, this.#left + regained);
    this.#atMs = nowMs;
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }

  /** All is there again. */
  refill(): void {
    this.#left = this.#size;
  }
}

/** Tells of each cause so many times in ten seconds at most and counts what it kept to itself. */
export class NoticeLimiter {
  readonly #causes = new Map<string, { sinceMs: number; told: number; untold: number }>();

  /** How many were untold since the last time, or null when this one is to stay untold too. */
  tell(cause: string, nowMs: number, lines = 1): number | null {
    const known = this.#causes.get(cause);
    if (known !== undefined && nowMs - known.sinceMs < NOTICE_INTERVAL_MS) {
      if (known.told >= lines) {
        known.untold += 1;
        return null;
      }
      known.told += 1;
      return 0;
    }
    // Causes may name addresses: do not remember all the world's.
    if (known === undefined && this.#causes.size >= NOTICE_CAUSES) this.#causes.clear();
    this.#causes.set(cause, { sinceMs: nowMs, told: 1, untold: 0 });
    return known?.untold ?? 0;
  }
}

/** What a line says of those that were kept back before it. */
export function andMore(untold: number): string {
  return untold > 0 ? ` (and ${untold} more since the last such line)` : '';
}

const NOTICE_INTERVAL_MS = 10_000;
const NOTICE_CAUSES = 1000;
