import { expect, it } from 'vitest';
import { CHART_POINTS, CHART_RANGES } from '../../../stores/charts/chart-ranges.ts';
import type { ChartView } from '../../../stores/charts/chart-store.ts';
import { loadView } from './load-view.ts';
import type { ChartQuery } from './load-view.ts';

const MINUTE = 60_000;
const now = 30_000_000 * MINUTE;
const year = CHART_RANGES[4];

/** A history with a sample every ten seconds since a time, averaged as the real one does. */
function historySince(startMs: number) {
  const queries: ChartQuery[] = [];
  const load = (query: ChartQuery): Promise<readonly { atMs: number }[]> => {
    queries.push(query);
    const stepMs = Math.max(10_000, (query.toMs - query.fromMs) / (query.points - 1));
    const steps = new Map<number, number[]>();
    for (let atMs = Math.max(startMs, query.fromMs); atMs <= query.toMs; atMs += 10_000) {
      const step = Math.floor(atMs / stepMs);
      steps.set(step, [...(steps.get(step) ?? []), atMs]);
    }
    const means = [...steps.values()].map((times) => times.reduce((a, b) => a + b) / times.length);
    return Promise.resolve(means.map((atMs) => ({ atMs })));
  };
  return { load, queries };
}
const show = (view: Partial<ChartView>, startMs: number) =>
  loadView(
    { range: year, zoom: null, ...view },
    historySince(startMs).load,
    () => Promise.resolve([]),
    now,
  );

it('shows all of a history that is much younger than the range, in fine points', async () => {
  const { samples, fromMs, untilMs } = await show({}, now - 90 * MINUTE);
  expect(untilMs).toBe(now);
  expect((now - fromMs) / MINUTE).toBeGreaterThan(89);
  expect((now - fromMs) / MINUTE).toBeLessThan(91);
  expect(samples.length).toBeGreaterThan(50);
  expect(samples.length).toBeLessThanOrEqual(CHART_POINTS);
});

it('asks for what happened in the time that is shown', async () => {
  const asked: { readonly fromMs: number; readonly toMs: number }[] = [];
  const { load } = historySince(now - 90 * MINUTE);
  const { fromMs, untilMs } = await loadView(
    { range: year, zoom: null },
    load,
    (span) => {
      asked.push(span);
      return Promise.resolve([]);
    },
    now,
  );
  expect(asked).toEqual([{ fromMs, toMs: untilMs }]);
});

it('has the samples before it is known what happened', async () => {
  const order: string[] = [];
  await loadView(
    { range: year, zoom: null },
    historySince(now - 3 * 60 * MINUTE).load,
    async () => {
      await Promise.resolve();
      order.push('marks');
      return [];
    },
    now,
    ({ samples }) => order.push(`${samples.length > 0 ? 'some' : 'no'} samples`),
  );
  expect(order).toEqual(['some samples', 'marks']);
});

it('asks once where the history is as old as the range, or where there is none', async () => {
  for (const startMs of [now - 3 * 60 * MINUTE, now + MINUTE]) {
    const { load, queries } = historySince(startMs);
    const view = { range: CHART_RANGES[0], zoom: null };
    await loadView(view, load, () => Promise.resolve([]), now);
    expect(queries).toEqual([{ fromMs: now - 60 * MINUTE, toMs: now, points: CHART_POINTS }]);
  }
});

it('shows exactly the time that was zoomed to', async () => {
  const zoom = { fromMs: now - 50 * MINUTE, untilMs: now - 10 * MINUTE };
  expect(await show({ zoom }, now - 20 * MINUTE)).toMatchObject(zoom);
});
