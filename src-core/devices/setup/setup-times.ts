/** How long each step of work on a machine may take, and how often a machine is asked meanwhile. */
export interface SetupTimes {
  /** To read or write its pools, with the login and the pause that some machines want between two requests. */
  readonly requestMs: number;
  /** From a restart until it answers again: some boot for minutes. */
  readonly restartMs: number;
  /** Between two looks at a machine that restarts. */
  readonly lookEveryMs: number;
  /**
   * When a machine keeps answering for this long after a restart and its uptime is not reset, only its
   * mining program has restarted.
   */
  readonly stillUpMs: number;
  /** From the pools in its settings until it is let in at the Stratum server; the user may have to approve it. */
  readonly connectMs: number;
  /** Until its first accepted share at least; longer where its shares are expected to be rarer. */
  readonly shareMs: number;
  /** A first share that is expected to take longer than this is not waited for. */
  readonly rareShareMs: number;
}

export const SETUP_TIMES: SetupTimes = {
  requestMs: 90_000,
  restartMs: 6 * 60_000,
  lookEveryMs: 5_000,
  stillUpMs: 45_000,
  connectMs: 5 * 60_000,
  shareMs: 3 * 60_000,
  rareShareMs: 10 * 60_000,
};
