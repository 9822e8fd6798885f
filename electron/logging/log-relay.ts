/** Hands log records to the screen in batches, and keeps the latest for a page that opens later. */
import type { LogRecord } from '../../src-core/index.ts';

/** How many records `latest` keeps. */
const KEPT = 5_000;
const BATCH_LIMIT = 1_000;
const PAUSE_MS = 100;
/** Records that may wait for their batch; with more than that, the oldest are skipped. */
const WAITING_LIMIT = 10_000;

export interface LogRelay {
  push(records: readonly LogRecord[]): void;
  /** At most 5 000, oldest first. */
  latest(): readonly LogRecord[];
  close(): void;
}

/** A relay that announces every 100 ms at most, up to 1 000 records each time. */
export function createLogRelay(announce: (batch: readonly LogRecord[]) => void): LogRelay {
  const kept: LogRecord[] = [];
  let waiting: LogRecord[] = [];
  let timer: NodeJS.Timeout | null = null;

  function send(): void {
    const batch = waiting.slice(0, BATCH_LIMIT);
    waiting = waiting.slice(BATCH_LIMIT);
    timer = waiting.length > 0 ? setTimeout(send, PAUSE_MS) : null;
    announce(batch);
  }

  return {
    push(records) {
      if (records.length === 0) return;
      for (const record of records) kept.push(record);
      // Twice the room, so that trimming is rare.
      if (kept.length > 2 * KEPT) kept.splice(0, kept.length - KEPT);
      waiting = bounded([...waiting, ...records]);
      timer ??= setTimeout(send, PAUSE_MS);
    },
    latest: () => kept.slice(-KEPT),
    close() {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      waiting = [];
    },
  };
}

/** The newest of `records`; one record in place of the skipped ones says how many those were. */
function bounded(records: LogRecord[]): LogRecord[] {
  const surplus = records.length - WAITING_LIMIT;
  const last = records[surplus];
  if (surplus <= 0 || last === undefined) return records;
  const notice: LogRecord = {
    ...last,
    level: 'error',
    text: `Skipped ${surplus + 1} log messages on their way to the screen.`,
  };
  return [notice, ...records.slice(surplus + 1)];
}
