/** How much a peer may ask of the server. The defaults suit a home or a farm of machines. */
export interface StratumLimits {
  /** Longest line of a peer in bytes; those of real machines stay below 400. */
  readonly maxLineBytes: number;
  readonly maxSessions: number;
  /**
   * Sessions of one address; loopback is exempt (proxies, tests). As in all limits of an address, an
   * IPv6 network counts as one: see peer-network.ts.
   */
  readonly maxSessionsPerAddress: number;
  /**
   * New connections of one address: this many at once, and this many each second. Eight times as
   * many of one that mines, or of this computer.
   */
  readonly connectionsAtOnce: number;
  readonly connectionsPerSecond: number;
  /** Time until a peer must have subscribed. */
  readonly handshakeTimeoutMs: number;
  /**
   * Silence after which a peer is given up, at least. Where shares are rare by nature the limit is
   * three times what a machine of 1 GH/s needs for one.
   */
  readonly idleTimeoutMs: number;
  /** How long a peer may leave what was sent to it unread. */
  readonly slowReaderTimeoutMs: number;
  /** Invalid or very long lines: this many at once, and one more each second. */
  readonly maxBadLines: number;
  /**
   * The same for all peers of an address that no machine mines from, however often they reconnect:
   * beyond it new connections are refused too.
   */
  readonly maxBadLinesPerAddress: number;
  /** Requests for another name or difficulty: this many at once, and one more each second. */
  readonly maxChanges: number;
  /** Names of one connection, as proxies have them. */
  readonly maxNames: number;
  /** How long a nonce1 rests after its session ended. */
  readonly nonceQuarantineMs: number;
}

export const DEFAULT_LIMITS: StratumLimits = {
  // Parsing a line costs up to 0.05 ms per KiB: 64 KiB from each of 50 peers would be 0.15 s.
  maxLineBytes: 8_192,
  maxSessions: 20_000,
  maxSessionsPerAddress: 512,
  connectionsAtOnce: 512,
  connectionsPerSecond: 16,
  handshakeTimeoutMs: 30_000,
  idleTimeoutMs: 900_000,
  slowReaderTimeoutMs: 60_000,
  maxBadLines: 20,
  maxBadLinesPerAddress: 100,
  maxChanges: 40,
  maxNames: 256,
  nonceQuarantineMs: 30_000,
};

/** The rate of machines that the idle limit still spares, hashes per second. */
const SLOWEST_RATE = 1e9;

/** How long a session may be silent while its shares have this difficulty. */
export function allowedSilenceMs(limits: StratumLimits, difficulty: number): number {
  return Math.max(limits.idleTimeoutMs, (3 * difficulty * 1000) / SLOWEST_RATE);
}
