/**
 * Exit codes of the program in a terminal. `docs/configuration.md` lists them for scripts and
 * services.
 */
export const EXIT = {
  /** Mined until a signal, or printed, or configured a machine that is connected: its first share may still come. */
  done: 0,
  /** Something was refused, mining could not start, or it broke down. */
  failed: 1,
  /** Another Heddle has the data folder. */
  folderInUse: 3,
  /** No machine was found, or the one that was named does not answer. */
  noMachine: 4,
  /** A machine was not configured: it refused, or it does not mine here. */
  notConfigured: 5,
  /** The question was answered with no; nothing was written. */
  declined: 6,
  /** A check of `--diagnose` failed. */
  checkFailed: 7,
  /** `--health`: no Heddle mines at the metrics port, or rests as it was set up to. */
  notMining: 8,
  /** A second Ctrl-C: ended at once. */
  interrupted: 130,
  /** The reader of what is printed is gone, or that of the log without a log file: 128 and the number of SIGPIPE. */
  unread: 141,
} as const;
