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
