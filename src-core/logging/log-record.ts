/** Levels in the order of chainweb-mining-client: each lets through itself and those before it. */
export const LOG_LEVELS = ['quiet', 'error', 'warn', 'info', 'debug'] as const;

export type LogLevel = (typeof LOG_LEVELS)[number];

/** One message. `tags` stack, outermost first: `['Thread 0', 'Worker']`. */
export interface LogRecord {
  /** Counts up from 1 within one run of the program, without gaps among what was not skipped. */
  readonly sequence: number;
  /** Microseconds since the Unix epoch. */
  readonly timeMicros: number;
  readonly level: Exclude<LogLevel, 'quiet'>;
  readonly tags: readonly string[];
  readonly text: string;
}

/** Whether a message of `level` is written when the log is set to `setting`. */
export function isLogged(level: LogLevel, setting: LogLevel): boolean {
  return LOG_LEVELS.indexOf(level) <= LOG_LEVELS.indexOf(setting);
}
