/** What goes wrong with a simulated machine. Every field may be changed while it runs. */

export interface SimulatedFaults {
  /** Every n-th request that needs a login is answered 401 whatever it carries; 0 for none. */
  sporadic401: number;
  /** Two requests at once, or more than 15 in a second, crash the web server for `crashMs`. */
  isFragile: boolean;
  crashMs: number;
  /** Wait before every answer, ms. */
  delayMs: number;
  /** Answers are a page of HTML instead of JSON. */
  notJson: boolean;
  /** `/mcb/status` of a Goldshell answers with an error. */
  statusFails: boolean;
  /** Answers of the web interface end with NUL; those of the TCP interface always do. */
  nulEnded: boolean;
  /** How long a restart takes: nothing listens meanwhile, ms. */
  rebootMs: number;
  /** A restart brings back the pools from before the last write. */
  poolsComeBack: boolean;
  /** The second pool is used, and stays in use, though the first one answers. */
  staysOnFailover: boolean;
  /** Every password is refused, the right one too. */
  refusesPassword: boolean;
  /** Writes of settings are refused in the words of the firmware; an Antminer's hold its pools too. */
  refusesSettings: boolean;
  /** A write that leaves no pool is refused. */
  keepsAPool: boolean;
  /** A write of pools ends in a reset of the connection: `before` anything is stored, or `half` way. */
  cutWrite: 'no' | 'before' | 'half';
  hotChips: boolean;
  stoppedFan: boolean;
  missingBoard: boolean;
  /** It hashes at a fifth of its rate. */
  isSlow: boolean;
  /** The TCP answer to `stats` is no valid JSON, as seen from some Goldshell firmware. */
  brokenStats: boolean;
}

/** A machine that works. */
export function noFaults(): SimulatedFaults {
  return {
    sporadic401: 0,
    isFragile: false,
    crashMs: 3_000,
    delayMs: 0,
    notJson: false,
    statusFails: false,
    nulEnded: false,
    rebootMs: 300,
    poolsComeBack: false,
    staysOnFailover: false,
    refusesPassword: false,
    refusesSettings: false,
    keepsAPool: false,
    cutWrite: 'no',
    hotChips: false,
    stoppedFan: false,
    missingBoard: false,
    isSlow: false,
    brokenStats: false,
  };
}

/** Faults by the names they have in the terminal. */
export const NAMED_FAULTS = {
  'sporadic-401': { sporadic401: 3 },
  fragile: { isFragile: true },
  delay: { delayMs: 3_000 },
  'not-json': { notJson: true },
  'status-fails': { statusFails: true },
  'nul-ended': { nulEnded: true },
  'slow-reboot': { rebootMs: 20_000 },
  'pools-come-back': { poolsComeBack: true },
  'stays-on-failover': { staysOnFailover: true },
  'refuses-password': { refusesPassword: true },
  'refuses-settings': { refusesSettings: true },
  'keeps-a-pool': { keepsAPool: true },
  'write-cut-before': { cutWrite: 'before' },
  'write-cut-half': { cutWrite: 'half' },
  'hot-chips': { hotChips: true },
  'stopped-fan': { stoppedFan: true },
  'missing-board': { missingBoard: true },
  slow: { isSlow: true },
  'broken-stats': { brokenStats: true },
} as const satisfies Record<string, Partial<SimulatedFaults>>;
export type FaultName = keyof typeof NAMED_FAULTS;
export const FAULT_NAMES = Object.keys(NAMED_FAULTS) as readonly FaultName[];
