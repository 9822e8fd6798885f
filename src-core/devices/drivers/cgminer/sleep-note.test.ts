import { expect, it } from 'vitest';
import { cgminerReading } from './read-cgminer.ts';
import { createSleepNote } from './sleep-note.ts';

it('a machine that was sent to sleep sleeps until it is woken, or hashes long after', () => {
  let nowMs = 0;
  const note = createSleepNote(() => nowMs);
  const reading = (hashesPerSecond: number) => ({
    ...cgminerReading(null, null, null, nowMs),
    hashesPerSecond,
  });
  const isAsleep = (rate: number): boolean => note.marked(reading(rate)).isAsleep;
  expect(isAsleep(0)).toBe(false);
  note.sent(true);
  nowMs = 20_000;
  expect(isAsleep(1e12)).toBe(true);
  note.sent(false);
  expect(isAsleep(0)).toBe(false);
  note.sent(true);
  nowMs = 200_000;
  expect(isAsleep(0)).toBe(true);
  expect(isAsleep(1e12)).toBe(false);
  expect(isAsleep(0)).toBe(false);
});

it('a machine that falls asleep hashes for a while still', () => {
  let nowMs = 1_000;
  const note = createSleepNote(() => nowMs);
  const reading = { ...cgminerReading(null, null, null, 0), hashesPerSecond: 1e12 };
  note.sent(true);
  nowMs += 90_000;
  expect(note.marked(reading)).toEqual({ ...reading, isAsleep: true });
  nowMs += 1;
  expect(note.marked(reading)).toEqual(reading);
  // One that says so itself was sent to sleep elsewhere.
  expect(note.marked({ ...reading, isAsleep: true }).isAsleep).toBe(true);
  note.sent(true);
  nowMs += 90_001;
  expect(note.marked({ ...reading, isAsleep: true }).isAsleep).toBe(true);
});
