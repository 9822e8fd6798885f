/**
 * Exit codes of the program in a terminal. `docs/configuration.md` lists them for scripts and
 * services.
 */
export const EXIT = {
  /** Mined until a signal, or printed. */
  done: 0,
  /** Something was refused, mining could not start, or it broke down. */
  failed: 1,
  /** Another Heddle has the data folder. */
  folderInUse: 3,
  /** A second Ctrl-C: ended at once. */
  interrupted: 130,
  /** The reader of the log is gone, and there is no log file: 128 and the number of SIGPIPE. */
  unread: 141,
} as const;
