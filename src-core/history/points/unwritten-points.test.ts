/** Points that are not in their tables yet. */
import { expect, it } from 'vitest';
import type { Point } from './point-kinds.ts';
import { createUnwrittenPoints } from './unwritten-points.ts';

const point = (changes: Partial<Point> = {}): Point => ({
  ...{ kind: 'total', name: '', at: 100, span: 10, n: 1, values: { rate: 4 } },
  ...changes,
});

it('are one for each kind, name, time and length', () => {
  const points = createUnwrittenPoints();
  points.add(point());
  points.add(point({ values: { rate: 8 } }));
  const others = [{ kind: 'machine' }, { name: 'a' }, { at: 110 }, { span: 20 }] as const;
  for (const other of others) points.add(point(other));
  const [first, ...rest] = points.all();
  expect(first).toMatchObject({ n: 2, values: { rate: 6 } });
  expect(rest).toMatchObject(others);
  expect(points.of('total', '')).toMatchObject([{ n: 2 }, { at: 110 }, { span: 20 }]);
  expect(points.of('total', 'a')).toHaveLength(1);
  expect(points.of('device', 'a')).toEqual([]);
});

it('are written once they have ended, or where the clock was set back', () => {
  const points = createUnwrittenPoints();
  points.add(point());
  const countAt = (now: number): number => points.endedBy(now).length;
  expect([99, 99.9, 100, 109.9, 110, 111].map(countAt)).toEqual([1, 1, 0, 0, 1, 1]);
});

it('stay where something was added while they were written', () => {
  const points = createUnwrittenPoints();
  points.add(point());
  points.add(point({ name: 'a' }));
  const written = points.all();
  points.add(point());
  points.remove(written);
  expect(points.all()).toMatchObject([{ name: '', n: 2 }]);
});

it('are bounded: the oldest are dropped', () => {
  const points = createUnwrittenPoints();
  for (let at = 0; at <= 24_000; at += 1) points.add(point({ at }));
  expect([points.all().length, points.all()[0]?.at]).toEqual([24_000, 1]);
});
