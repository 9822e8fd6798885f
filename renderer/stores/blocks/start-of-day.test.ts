import { expect, it } from 'vitest';
import { startOfDayMs } from './start-of-day.ts';

it('finds the start of the local day', () => {
  expect(startOfDayMs(new Date(2026, 10, 23, 6, 28, 2).getTime())).toBe(
    new Date(2026, 10, 23).getTime(),
  );
});
