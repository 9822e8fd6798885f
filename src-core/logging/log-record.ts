/** Levels in the order of chainweb-mining-client: each lets through itself and those before it. */
export const LOG_LEVELS = ['quiet', 'error', 'warn', 'info', 'debug'] as const;

export type LogLevel = (typeof LOG_LEVELS)[number];

/** The level of a log: one of LOG_LEVELS, or any other text, which lets everything through. */
export type LogSetting = LogLevel | (string & {});

/** One message. `tags` stack, outermost first: `['Thread 0', 'Worker']`. */
export interface LogRecord {
  /** Counts up from 1 within one run of the program. Skipped messages take no number. */
  readonly sequence: number;
  /** Microseconds since the Unix epoch. */
  readonly timeMicros: number;
  readonly level: Exclude<LogLevel, 'quiet'>;
  readonly tags: readonly string[];
  readonly text: string;
}

/** Whether a message of `level` is written when the log is set to `setting`. */
export function isLogged(level: LogLevel, setting: LogSetting): boolean {
  return rank(level) <= rank(setting);
}

/** Whether it is one of LOG_LEVELS. */
export function isLogLevel(setting: LogSetting): setting is LogLevel {
  return LOG_LEVELS.some((level) => level === setting);
}

const RANKS = new Map<LogSetting, number>(LOG_LEVELS.map((level, rank) => [level, rank]));

/** Other texts rank above `debug`, as `Other` does in the Haskell library loglevel. */
function rank(setting: LogSetting): number {
  return RANKS.get(setting) ?? LOG_LEVELS.length;
}
