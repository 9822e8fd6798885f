import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openHistory } from '../history/history.ts';
import type { MachineSeen } from './checks.ts';
import { checkMachines } from './data-checks.ts';
import { dataFolder } from './tests/diagnosed-computer.ts';

const NOW = 100 * 3_600_000;
const HALF_AN_HOUR = 30 * 60_000;

/** The check of a miner that lists these machines, and whose history knows none. */
function checked(machines: readonly MachineSeen[], isMining = true) {
  const folder = dataFolder();
  openHistory(join(folder, 'history.db')).close();
  const own = { isMining, groups: [], stratumPort: null, machines };
  return checkMachines({ folder, own, holder: undefined, nowMs: NOW });
}

it('warns of a machine without a share for more than half an hour, while mining', () => {
  const at = (lastShareAtMs: number | null) => [{ key: 'a', lastShareAtMs }];
  expect(checked(at(NOW - HALF_AN_HOUR)).verdict).toBe('ok');
  expect(checked(at(NOW - HALF_AN_HOUR - 1)).verdict).toBe('warn');
  expect(checked(at(null)).verdict).toBe('warn');
  expect(checked(at(null), false).verdict).toBe('ok');
  expect(checked([]).verdict).toBe('ok');
});

it('has each machine once, with its latest share, the latest first', () => {
  const seen = [
    ...([5, 9, 7] as const).map((lastShareAtMs) => ({ key: 'a', lastShareAtMs })),
    { key: 'b', lastShareAtMs: 20 },
    { key: 'c', lastShareAtMs: null },
    { key: 'a', lastShareAtMs: null },
  ];
  expect(checked(seen)).toMatchObject({
    machines: [
      { key: 'b', lastShareAtMs: 20 },
      { key: 'a', lastShareAtMs: 9 },
      { key: 'c', lastShareAtMs: null },
    ],
  });
});

it('says that there is no history yet', () => {
  const folder = dataFolder();
  expect(checkMachines({ folder, own: null, holder: undefined, nowMs: NOW })).toEqual({
    ...{ kind: 'machines', verdict: 'skipped', reason: 'no-history', detail: null },
  });
});
