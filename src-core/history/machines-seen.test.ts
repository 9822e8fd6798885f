/** The machines of a history's file, read from beside it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { ok } from '../result.ts';
import { machineSample, NO_SHARES, totalSample } from '../tests/disk/history-samples.ts';
import { openHistory } from './history.ts';
import { machinesSeenIn } from './machines-seen.ts';

const START_MS = 1_700_006_400_000;
const DAY_MS = 86_400_000;
let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'heddle-seen-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  file = join(folder, 'history.db');
});

/** Writes a sample of each machine at its time, with as many accepted shares, and closes the file. */
function write(samples: readonly (readonly [key: string, atMs: number, accepted: number])[]): void {
  let nowMs = START_MS;
  const history = openHistory(file, { nowMs: () => nowMs });
  for (const [key, atMs, accepted] of samples) {
    nowMs = START_MS + atMs;
    const shares = { ...NO_SHARES, accepted };
    history.machineSamples.add([[key, machineSample({ atMs: nowMs, shares })]]);
    history.addSample(totalSample({ atMs: nowMs }));
  }
  history.close();
}

const seen = (isHeld = false) => {
  const read = machinesSeenIn(file, isHeld);
  if (!read.ok) throw new Error(read.error);
  return read.value
    .map(({ key, lastShareAtMs: atMs }) => [key, atMs === null ? null : atMs - START_MS])
    .sort();
};

it.each([false, true])('are those of the last day, with their last share (held: %j)', (isHeld) => {
  write([
    ['old', -DAY_MS - 3_600_000, 1],
    ['of yesterday', -DAY_MS + 3_600_000, 1],
    ['without shares', 0, 0],
    ['rig', 0, 2],
    ['rig', 20_000, 1],
    ['rig', 40_000, 0],
  ]);
  expect(seen(isHeld)).toEqual([
    ['of yesterday', 3_600_000 + 10_000 - DAY_MS],
    ['rig', 30_000],
    ['without shares', null],
  ]);
});

it('are none in a file that was made a moment ago, and unknown where there is none', () => {
  new Database(file).close();
  expect(machinesSeenIn(file, false)).toEqual(ok([]));
  expect(machinesSeenIn(file, true)).toEqual(ok([]));
  const missing = machinesSeenIn(join(folder, 'missing.db'), false);
  expect(missing).toMatchObject({ ok: false });
  if (!missing.ok) expect(missing.error).toContain('missing.db');
});
