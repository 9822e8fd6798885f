/** How many points are written at once. */
import { beforeEach, expect, it } from 'vitest';
import type { PointTables } from './point-tables.ts';
import { createPointStore } from './point-store.ts';

const START = 1_700_006_400;
let nowMs: number;
let isFull: boolean;
/** Of each write: how many points, and how many are left in the journal. */
let writes: [points: number, journal: number][];
let store: ReturnType<typeof createPointStore>;

beforeEach(() => {
  nowMs = START * 1_000;
  isFull = false;
  writes = [];
  const points = {
    write: (written: readonly unknown[], rest: readonly unknown[]) =>
      void writes.push([written.length, rest.length]),
    steps: () => ({ seconds: 10, rows: [] }),
  } as unknown as PointTables;
  store = createPointStore(
    {
      write(change) {
        if (isFull) return false;
        change({ points });
        return true;
      },
      read: (query) => query({ points }),
      close: () => undefined,
    },
    () => nowMs,
  );
});

/** Adds a point of so many machines. */
function add(count: number): void {
  for (let at = 0; at < count; at += 1) store.add('machine', `rig ${at}`, nowMs, { rate: 1 });
}

it('are those that have ended, an eighth of them or ten', () => {
  add(100);
  store.save();
  nowMs += 9_999;
  store.save();
  nowMs += 1;
  for (let save = 0; save < 5; save += 1) store.save();
  expect(writes).toEqual([
    ...[
      [0, 100],
      [0, 100],
    ],
    ...[
      [13, 87],
      [11, 76],
      [10, 66],
      [10, 56],
      [10, 46],
    ],
  ]);
  store.close();
  expect(writes.at(-1)).toEqual([46, 0]);
});

it('are those of a chart before it is read, and stay where they cannot be written', () => {
  add(3);
  const read = (): unknown[] =>
    store.steps('machine', 'rig 1', { fromMs: 0, toMs: nowMs, points: 2 }, () => [1]);
  isFull = true;
  expect(read()).toEqual([1]);
  isFull = false;
  expect(read()).toEqual([1]);
  expect(read()).toEqual([1]);
  expect(writes).toEqual([[1, 2]]);
});
