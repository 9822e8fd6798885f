import { expect, it } from 'vitest';
import type { LogRecord } from './log-record.ts';
import { queueBefore } from './queued-sink.ts';
import { logRecord } from './tests/log-records.ts';

/** A sink that takes a batch whenever the test lets it. */
function pausedSink() {
  const batches: string[][] = [];
  const waiting: (() => void)[] = [];
  const sink = (batch: readonly LogRecord[]): Promise<void> => {
    batches.push(batch.map(({ level, text }) => `${level} ${text}`));
    return new Promise((resolve) => waiting.push(resolve));
  };
  const goOn = async (): Promise<void> => {
    waiting.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { sink, batches, goOn };
}
const records = (...texts: string[]): LogRecord[] => texts.map((text) => logRecord({ text }));

it('hands on what came while the sink was busy, in order, and says when it has', async () => {
  const { sink, batches, goOn } = pausedSink();
  const queued = queueBefore(sink);
  await queued.flush();
  queued.take(records('a', 'b'));
  queued.take(records('c'));
  queued.take(records('d'));
  expect(batches).toEqual([['info a', 'info b']]);
  let isFlushed = false;
  const flushed = queued.flush().then(() => (isFlushed = true));
  await goOn();
  expect(batches[1]).toEqual(['info c', 'info d']);
  expect(isFlushed).toBe(false);
  await goOn();
  await flushed;
  queued.take(records('e'));
  expect(batches[2]).toEqual(['info e']);
});

it('skips what does not fit, and says so before the next message, once', async () => {
  const { sink, batches, goOn } = pausedSink();
  const queued = queueBefore(sink, 2);
  queued.take(records('a'));
  queued.take(records('b', 'c', 'd', 'e', 'f'));
  await goOn();
  expect(batches).toEqual([['info a'], ['info b', 'info c', 'info d']]);
  queued.take(records('g'));
  queued.take(records('h'));
  await goOn();
  expect(batches[2]).toEqual(['error Skipped 2 log messages.', 'info g', 'info h']);
});
