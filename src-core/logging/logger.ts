/**
 * The log: levels, nested tags, and a bounded queue in front of the sink, so that a slow terminal or
 * disk never slows mining down. The rules (queue limit, the notice of skipped messages) are those of
 * chainweb-mining-client's `Logger.hs`.
 */
import { isLogged } from './log-record.ts';
import type { LogRecord, LogSetting } from './log-record.ts';
import { createMicrosecondClock } from './microsecond-clock.ts';

/** Writes log messages; each may nest one more tag. */
export interface Logger {
  error(text: string): void;
  warn(text: string): void;
  info(text: string): void;
  debug(text: string): void;
  /** Whether debug messages are kept now: where making the text would cost too much. */
  keepsDebug(): boolean;
  /** A logger of the same log whose messages carry one more, inner tag. */
  withTag(tag: string): Logger;
}

/** Takes a batch of messages. The next batch waits until the promise settles. */
export type LogSink = (batch: readonly LogRecord[]) => void | Promise<void>;

/** A log with its settings. */
export interface Log {
  readonly logger: Logger;
  /** Sets the level; any text that is no level lets everything through. */
  setLevel(level: LogSetting): void;
  /** Resolves when everything written so far has reached the sink. */
  flush(): Promise<void>;
}

interface LogOptions {
  readonly level: LogSetting;
  readonly sink: LogSink;
  /** Messages that may wait for the sink; 10,000 by default. */
  readonly queueLimit?: number;
  /** Called when the sink fails and a batch is lost; by default a process warning. */
  readonly onSinkError?: (error: unknown) => void;
  /** Microseconds since the Unix epoch; the system's clock by default. */
  readonly nowMicros?: () => number;
}

const QUEUE_LIMIT = 10_000;

/** Opens a log that hands its messages to `sink` in order. */
export function createLog(options: LogOptions): Log {
  const { sink, queueLimit = QUEUE_LIMIT, onSinkError = warn } = options;
  const nowMicros = options.nowMicros ?? createMicrosecondClock();
  let level = options.level;
  let queue: LogRecord[] = [];
  let skipped = 0;
  let sequence = 0;
  let draining: Promise<void> | null = null;

  async function drain(): Promise<void> {
    // Messages written in one turn of the event loop form one batch.
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
      keepsDebug: () => isLogged('debug', level),
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

/** The notice of skipped messages that precedes the next message, with its tags and time. */
export function skippedNotice(next: LogRecord, skipped: number): LogRecord {
  return { ...next, level: 'error', text: `Skipped ${skipped} log messages.` };
}

function warn(error: unknown): void {
  process.emitWarning(`log messages were lost: ${String(error)}`);
}
