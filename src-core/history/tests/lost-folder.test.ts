/** A history whose folder is taken away while it is open: it continues, and has all once the folder is back. */
import { mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { found } from '../../tests/disk/found-block.ts';
import { keptLines } from '../../tests/disk/kept-lines.ts';
import { openHistory } from '../history.ts';

let parent = '';
let folder = '';
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'heddle-lost-'));
  folder = join(parent, 'data');
});
afterEach(async () => {
  vi.useRealTimers();
  await rm(parent, { recursive: true, force: true });
});

it.skipIf(process.platform === 'win32').each<[string, () => Promise<unknown>]>([
  ['is a file', () => writeFile(folder, 'not a folder')],
  // Such a path cannot even be looked at, as without permission.
  ['is a link to itself', () => symlink(folder, folder)],
])('continues while its folder %s', async (_what, replace) => {
  vi.useFakeTimers();
  let nowMs = 1_000_000;
  const pass = (seconds: number): void => {
    for (let second = 0; second < seconds; second += 1) {
      nowMs += 1_000;
      vi.advanceTimersByTime(1_000);
    }
  };
  const { log, lines } = keptLines();
  const history = openHistory(join(folder, 'history.db'), { log, nowMs: () => nowMs });
  history.record(found('before', 1_000));
  await rename(folder, join(parent, 'away'));
  await replace();
  pass(10);
  history.record(found('meanwhile', 2_000));
  expect(history.block('meanwhile')?.state).toBe('pending');
  pass(120);
  const faults = lines.filter((line) => line.includes('history.db'));
  expect(faults.length).toBeGreaterThan(0);
  expect(faults.length).toBeLessThanOrEqual(2);

  await rm(folder);
  pass(300);
  history.close();
  const again = openHistory(join(folder, 'history.db'));
  expect(again.block('meanwhile')?.state).toBe('pending');
  again.close();
});
