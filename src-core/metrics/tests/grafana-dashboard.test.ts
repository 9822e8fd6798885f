import { readFile } from 'node:fs/promises';
import { afterAll, expect, it } from 'vitest';
import { z } from 'zod';
import { initialMinerState } from '../../state/miner/miner-state.ts';
import { createMinerMetrics } from '../miner-metrics.ts';
import { snapshotOf } from '../../state/miner/snapshot.ts';

const metrics = createMinerMetrics(
  () => snapshotOf(initialMinerState(), 0),
  '0',
  () => ({ electricityPrice: 0.25, currency: 'EUR' }),
);
afterAll(() => metrics.close());

const dashboard = z
  .object({
    title: z.string(),
    panels: z
      .array(
        z.object({
          id: z.number(),
          title: z.string().min(1),
          gridPos: z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }),
          targets: z.array(z.object({ expr: z.string(), refId: z.string() })).min(1),
        }),
      )
      .min(1),
  })
  .parse(
    JSON.parse(
      await readFile(new URL('../../../server/grafana/heddle.json', import.meta.url), 'utf8'),
    ),
  );

/** Series of a histogram carry these after its name. */
const SUFFIX = /_(bucket|sum|count)$/;

const used = dashboard.panels.flatMap(({ targets }) =>
  targets.flatMap(({ expr }) => expr.match(/\bheddle_\w+/g) ?? []),
);

it('uses only metrics that exist', () => {
  const names = new Set(metrics.names());
  for (const name of used)
    expect([name, name.replace(SUFFIX, '')].some((n) => names.has(n))).toBe(true);
});

it('shows every metric but those it can do without', () => {
  const shown = new Set(used.flatMap((name) => [name, name.replace(SUFFIX, '')]));
  expect(metrics.names().filter((name) => !shown.has(name))).toEqual([]);
});

it('has panels that do not overlap, each with its own number', () => {
  const cells = new Set<string>();
  for (const { gridPos } of dashboard.panels) {
    for (let x = gridPos.x; x < gridPos.x + gridPos.w; x += 1) {
      for (let y = gridPos.y; y < gridPos.y + gridPos.h; y += 1) {
        expect(cells.has(`${x},${y}`)).toBe(false);
        expect(x).toBeLessThan(24);
        cells.add(`${x},${y}`);
      }
    }
  }
  expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length);
});
