/** When the write-ahead log is moved into the database. */
import Database from 'libsql';
import { beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { checkpointWhenIdle } from './idle-checkpoints.ts';

let checkpoints: ReturnType<typeof checkpointWhenIdle>;
let count: number;
beforeEach(() => {
  vi.useFakeTimers();
  const db = new Database(':memory:');
  onTestFinished(() => {
    db.close();
    vi.useRealTimers();
  });
  count = 0;
  checkpoints = checkpointWhenIdle(db, (checkpoint) => {
    checkpoint();
    count += 1;
  });
});

const write = (times: number): void => {
  for (let each = 0; each < times; each += 1) checkpoints.wrote();
};

it('is a quarter of a second after the last of 200 writes or more', () => {
  write(199);
  vi.advanceTimersByTime(10_000);
  expect(count).toBe(0);
  write(1);
  vi.advanceTimersByTime(249);
  write(1);
  vi.advanceTimersByTime(249);
  expect(count).toBe(0);
  vi.advanceTimersByTime(1);
  expect(count).toBe(1);
  write(199);
  vi.advanceTimersByTime(10_000);
  expect(count).toBe(1);
  write(1);
  vi.advanceTimersByTime(250);
  expect(count).toBe(2);
});

it('is at the 20,000th write where there was no such pause, and not again after it', () => {
  write(19_999);
  expect(count).toBe(0);
  write(1);
  expect(count).toBe(1);
  vi.advanceTimersByTime(10_000);
  expect([count, vi.getTimerCount()]).toEqual([1, 0]);
});

it('is not after the database was closed', () => {
  checkpoints.close();
  write(200);
  checkpoints.close();
  vi.advanceTimersByTime(10_000);
  expect(count).toBe(0);
});
