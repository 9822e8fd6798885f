import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import type { MinerEvent } from '../../state/miner-events.ts';
import { openHistory } from '../history.ts';

const NOVEMBER_MS = new Date(2026, 10, 20).getTime();
const DECEMBER_MS = new Date(2026, 11, 1, 0, 0, 1).getTime();

const share = (
  machine: string,
  difficulty: number,
  atMs = NOVEMBER_MS,
  versionName = 'mainnet01',
): MinerEvent => ({
  type: 'good-share',
  machine,
  versionName,
  difficulty,
  blockDifficulty: 1e15,
  atMs,
});

function historyFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'heddle-best-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'history.db');
}

it('keeps the best ever, of the month and of each machine over a restart', () => {
  const file = historyFile();
  const first = openHistory(file, { nowMs: () => NOVEMBER_MS });
  first.record(share('garage', 5e12));
  first.record(share('attic', 2e14));
  first.record(share('garage', 7e12));
  first.record(share('garage', 6e12));
  first.record(share('garage', 9e20, NOVEMBER_MS, 'practice'));
  first.close();
  const again = openHistory(file, { nowMs: () => NOVEMBER_MS });
  const attic = { machine: 'attic', difficulty: 2e14, blockDifficulty: 1e15, atMs: NOVEMBER_MS };
  expect(again.bestShares('mainnet01')).toEqual({
    ever: attic,
    month: attic,
    machines: [attic, { ...attic, machine: 'garage', difficulty: 7e12 }],
  });
  again.close();
});

it('begins a new month with its first share, and forgets nothing of all time', () => {
  let nowMs = NOVEMBER_MS;
  const kept = openHistory(':memory:', { nowMs: () => nowMs });
  kept.record(share('garage', 2e14));
  nowMs = DECEMBER_MS;
  expect(kept.bestShares('mainnet01').month).toBeNull();
  kept.record(share('garage', 3e10, DECEMBER_MS));
  expect(kept.bestShares('mainnet01')).toMatchObject({
    ever: { difficulty: 2e14 },
    month: { difficulty: 3e10 },
  });
  kept.close();
});

it('keeps a bounded number of machines, the best ones', () => {
  const file = historyFile();
  const first = openHistory(file, { nowMs: () => NOVEMBER_MS });
  for (let at = 0; at < 600; at += 1) first.record(share(`rig ${at}`, 1e12 + at));
  first.close();
  const again = openHistory(file, { nowMs: () => NOVEMBER_MS });
  const { machines } = again.bestShares('mainnet01');
  expect(machines).toHaveLength(500);
  expect(machines.at(0)?.machine).toBe('rig 599');
  expect(machines.at(-1)?.machine).toBe('rig 100');
  again.close();
});

it('is the greatest of what came, in whatever order', () => {
  const shares = fc.array(
    fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.double({ min: 1, max: 1e30, noNaN: true })),
  );
  fc.assert(
    fc.property(shares, (came) => {
      const kept = openHistory(':memory:', { nowMs: () => NOVEMBER_MS });
      for (const [machine, difficulty] of came) kept.record(share(machine, difficulty));
      const { ever, machines } = kept.bestShares('mainnet01');
      const greatest = (of: typeof came): number => Math.max(...of.map(([, each]) => each));
      expect(ever?.difficulty ?? -Infinity).toBe(greatest(came));
      for (const { machine, difficulty } of machines) {
        expect(difficulty).toBe(greatest(came.filter(([name]) => name === machine)));
      }
      kept.close();
    }),
    { numRuns: 20 },
  );
});
