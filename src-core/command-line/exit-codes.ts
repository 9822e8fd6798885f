/** What the program in a terminal ends with. `docs/configuration.md` has them for scripts and services. */
export const EXIT = {
  /** Mined until a signal, or printed. */
  done: 0,
  /** Something was refused, mining could not start, or it broke down. */
  failed: 1,
  /** Another Heddle has the data folder. */
  folderInUse: 3,
  /** A second Ctrl-C: ended at once. */
  interrupted: 130,
  /** Nobody reads the log any more, and there is no log file: 128 and the number of SIGPIPE. */
  unread: 141,
} as const;
