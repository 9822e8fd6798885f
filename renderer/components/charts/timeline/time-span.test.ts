import { expect, it } from 'vitest';
import { CHART_RANGES } from '../../../stores/charts/chart-ranges.ts';
import { liveStartMs, moved, selected, spanOf, zoomed } from './time-span.ts';

const MINUTE = 60_000;
const now = 1_000_000 * MINUTE;
const hour = { fromMs: now - 60 * MINUTE, untilMs: now };

it('moves with the clock until it is zoomed', () => {
  const [range] = CHART_RANGES;
  expect(spanOf({ range, zoom: null }, now)).toEqual(hour);
  expect(spanOf({ range, zoom: { fromMs: 1, untilMs: 2 } }, now)).toEqual({
    fromMs: 1,
    untilMs: 2,
  });
});

it('begins with the first measurement while that is younger than the range', () => {
  const startAgo = (agoMs: number): number =>
    (now - liveStartMs([{ atMs: now - agoMs }], hour)) / MINUTE;
  expect(startAgo(5_000)).toBe(3);
  expect(startAgo(20 * MINUTE)).toBe(20);
  expect(startAgo(60 * MINUTE + 5_000)).toBe(60);
  expect(liveStartMs([], hour)).toBe(now - 3 * MINUTE);
});

it('zooms around what is pointed at', () => {
  const middle = now - 30 * MINUTE;
  const closer = { fromMs: now - 45 * MINUTE, untilMs: now - 15 * MINUTE };
  expect(zoomed(hour, 0.5, middle, now)).toEqual(closer);
  expect(zoomed(closer, 2, middle, now)).toEqual(hour);
  expect(zoomed(hour, 0.5, hour.fromMs, now).fromMs).toBe(hour.fromMs);
});

it('shows neither the future nor less than two minutes', () => {
  expect(moved(hour, 0.25, now)).toEqual(hour);
  expect(moved(hour, -0.25, now).untilMs).toBe(now - 15 * MINUTE);
  expect(zoomed(hour, 2, now - 30 * MINUTE, now)).toEqual({
    fromMs: now - 120 * MINUTE,
    untilMs: now,
  });
  const { fromMs, untilMs } = zoomed(hour, 1e-6, now - 30 * MINUTE, now);
  expect(untilMs - fromMs).toBe(2 * MINUTE);
});

it('takes a selection in both directions, and none beyond the edges', () => {
  const quarter = { fromMs: now - 30 * MINUTE, untilMs: now - 15 * MINUTE };
  expect(selected(hour, 0.5, 0.75, now)).toEqual(quarter);
  expect(selected(hour, 0.75, 0.5, now)).toEqual(quarter);
  expect(selected(hour, -0.5, 3, now)).toEqual(hour);
});
