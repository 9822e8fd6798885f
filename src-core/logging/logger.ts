/**
 * The log: levels, tags that stack, and a bounded queue between those who write and the sink, so
 * that a slow terminal or disk never slows mining down. The rules (bound, what is said of skipped
 * messages) are those of chainweb-mining-client's `Logger.hs`.
 */
import { isLogged } from './log-record.ts';
import type { LogRecord, LogSetting } from './log-record.ts';
import { createWallClock } from './wall-clock.ts';

/** What code that logs holds: four levels, and a way to nest one more tag. */
export interface Logger {
  error(text: string): void;
  warn(text: string): void;
  info(text: string): void;
  debug(text: string): void;
  /** A logger of the same log whose messages carry one more, inner tag. */
  withTag(tag: string): Logger;
}

/** Takes a batch of messages. The next batch waits until the promise settles. */
export type LogSink = (batch: readonly LogRecord[]) => void | Promise<void>;

export interface Log {
  readonly logger: Logger;
  /** A level, or any other text for everything. */
  setLevel(level: LogSetting): void;
  /** Resolves when everything written so far has reached the sink. */
  flush(): Promise<void>;
}

export interface LogOptions {
  readonly level: LogSetting;
  readonly sink: LogSink;
  /** Messages that may wait for the sink; 10 000 unless told otherwise. */
  readonly queueLimit?: number;
  /** Told when the sink fails; that batch is lost. A process warning unless told otherwise. */
  readonly onSinkError?: (error: unknown) => void;
  /** Microseconds since the Unix epoch; the system's clock unless told otherwise. */
  readonly nowMicros?: () => number;
}

const QUEUE_LIMIT = 10_000;

/** Opens a log that hands its messages to `sink` in order. */
export function createLog(options: LogOptions): Log {
  const { sink, queueLimit = QUEUE_LIMIT, onSinkError = warn } = options;
  const nowMicros = options.nowMicros ?? createWallClock();
  let level = options.level;
  let queue: LogRecord[] = [];
  let skipped = 0;
  let sequence = 0;
  let draining: Promise<void> | null = null;

  async function drain(): Promise<void> {
    // One turn of the event loop gathers what is written together into one batch.
    await new Promise((resolve) => setImmediate(resolve));
    while (queue.length > 0) {
      const batch = queue;
      queue = [];
      try {
        await sink(batch);
      } catch (error) {
        onSinkError(error);
      }
    }
    draining = null;
  }

  function write(at: LogRecord['level'], tags: readonly string[], text: string): void {
    if (!isLogged(at, level)) return;
    if (queue.length > queueLimit) {
      skipped += 1;
      return;
    }
    const record = { timeMicros: nowMicros(), level: at, tags, text };
    if (skipped > 0) queue.push(skippedNotice({ ...record, sequence: ++sequence }, skipped));
    skipped = 0;
    queue.push({ ...record, sequence: ++sequence });
    draining ??= drain();
  }

  function loggerWith(tags: readonly string[]): Logger {
    return {
      error: (text) => write('error', tags, text),
      warn: (text) => write('warn', tags, text),
      info: (text) => write('info', tags, text),
      debug: (text) => write('debug', tags, text),
      withTag: (tag) => loggerWith([...tags, tag]),
    };
  }

  return {
    logger: loggerWith([]),
    setLevel: (next) => {
      level = next;
    },
    flush: async () => {
      while (draining !== null) await draining;
    },
  };
}

/** What is said of skipped messages before the next one, with its tags and its time. */
export function skippedNotice(next: LogRecord, skipped: number): LogRecord {
  return { ...next, level: 'error', text: `Skipped ${skipped} log messages.` };
}

function warn(error: unknown): void {
  process.emitWarning(`log messages were lost: ${String(error)}`);
}
