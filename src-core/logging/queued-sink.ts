/** A bounded queue in front of a sink, so that other sinks of the log do not wait for it. */
import type { LogRecord } from './log-record.ts';
import { skippedNotice } from './logger.ts';
import type { LogSink } from './logger.ts';

interface QueuedSink {
  /**
   * Takes messages at once. When the queue is full they are skipped, with a notice before the next
   * one.
   */
  readonly take: (batch: readonly LogRecord[]) => void;
  /** Resolves when everything taken so far has reached the sink. */
  flush(): Promise<void>;
}

/** Queues up to `queueLimit` messages for `sink`, which must not reject. */
export function queueBefore(sink: LogSink, queueLimit = 10_000): QueuedSink {
  let queue: LogRecord[] = [];
  let skipped = 0;
  let draining: Promise<void> | null = null;

  async function drain(): Promise<void> {
    while (queue.length > 0) {
      const batch = queue;
      queue = [];
      await sink(batch);
    }
    draining = null;
  }

  return {
    take(batch) {
      for (const record of batch) {
        if (queue.length > queueLimit) {
          skipped += 1;
          continue;
        }
        if (skipped > 0) queue.push(skippedNotice(record, skipped));
        skipped = 0;
        queue.push(record);
      }
      draining ??= drain();
    },
    flush: async () => {
      while (draining !== null) await draining;
    },
  };
}
