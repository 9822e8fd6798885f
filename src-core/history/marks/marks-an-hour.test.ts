import { expect, it } from 'vitest';
import { marksMade, newHour } from './marks-an-hour.ts';

const HOUR_MS = 3_600_000;
const found = (address: string, count: number) =>
  Array.from({ length: count }, () => ({ address }));

it('lets one address make half of what is left, and others still theirs', () => {
  const first = marksMade(newHour(0), found('10.0.0.1', 1_000), 5);
  expect(first.made).toHaveLength(400);
  const second = marksMade(first.hour, found('10.0.0.2', 1_000), 6);
  expect(second.made).toHaveLength(200);
  expect(marksMade(second.hour, found('10.0.0.1', 1), 7).made).toEqual([]);
  expect(marksMade(second.hour, found('10.0.0.3', 1), 7).made).toHaveLength(1);
});

it('counts from zero in the next hour, also where the clock was set back', () => {
  const full = marksMade(newHour(0), found('10.0.0.1', 1_000), 5).hour;
  for (const [atMs, count] of [
    [HOUR_MS - 1, 0],
    [HOUR_MS, 1],
    [1 - HOUR_MS, 0],
    [-HOUR_MS, 1],
  ] as const) {
    const { hour, made } = marksMade(full, found('10.0.0.1', 1), atMs);
    expect(made).toHaveLength(count);
    expect(hour.sinceMs).toBe(count === 0 ? 0 : atMs);
  }
});

it('begins a new hour without any mark too', () => {
  const full = marksMade(newHour(0), found('10.0.0.1', 1_000), 5).hour;
  expect(marksMade(full, [], HOUR_MS)).toEqual({ hour: newHour(HOUR_MS), made: [] });
});
