import { expect, it } from 'vitest';
import { CHART_RANGES } from '../../../stores/charts/chart-ranges.ts';
import { timeTicks } from './time-ticks.ts';

const now = new Date(2026, 10, 23, 6, 28, 2).getTime();
const ticksOf = (spanMs: number) => timeTicks({ fromMs: now - spanMs, untilMs: now });
const [, day, week, , year] = CHART_RANGES;

it('puts three to six marks at round local times, whatever is shown', () => {
  const spans = [120_000, 450_000, ...CHART_RANGES.map(({ spanMs }) => spanMs), 2 * year.spanMs];
  for (const spanMs of spans) {
    const { times, unit } = ticksOf(spanMs);
    expect(times.length, `${spanMs} ms`).toBeGreaterThanOrEqual(3);
    expect(times.length, `${spanMs} ms`).toBeLessThanOrEqual(6);
    expect(times.every((atMs) => atMs > now - spanMs && atMs < now)).toBe(true);
    const round = unit === 'second' ? 30 : 60;
    expect(times.every((atMs) => new Date(atMs).getSeconds() % round === 0)).toBe(true);
  }
  expect(ticksOf(day.spanMs).times.every((at) => new Date(at).getHours() % 4 === 0)).toBe(true);
});

it('puts no more than five marks with seconds, which are wider', () => {
  for (let spanMs = 120_000; spanMs < 600_000; spanMs += 5_000) {
    const { times, unit } = ticksOf(spanMs);
    expect(times.length, `${spanMs} ms`).toBeGreaterThanOrEqual(2);
    if (unit === 'second') expect(times.length, `${spanMs} ms`).toBeLessThanOrEqual(5);
  }
});

it('marks days at their beginning, and months at their first day', () => {
  const days = ticksOf(week.spanMs);
  expect(days.unit).toBe('day');
  expect(days.times.every((at) => new Date(at).getHours() === 0)).toBe(true);
  const months = ticksOf(year.spanMs);
  expect(months.unit).toBe('month');
  expect(months.times.map((at) => new Date(at).getDate())).toEqual(months.times.map(() => 1));
  expect(months.times.map((at) => new Date(at).getMonth())).toContain(0);
});
