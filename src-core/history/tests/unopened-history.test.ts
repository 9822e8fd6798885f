/** A history whose file cannot be opened: that is reported, and it is kept once the file can be. */
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { found } from '../../tests/disk/found-block.ts';
import { keptLines } from '../../tests/disk/kept-lines.ts';
import { openHistory } from '../history.ts';

let folder = '';
let file = '';
beforeEach(async () => {
  vi.useFakeTimers();
  folder = await mkdtemp(join(tmpdir(), 'heddle-unopened-'));
  file = join(folder, 'history.db');
});
afterEach(async () => {
  vi.useRealTimers();
  await rm(folder, { recursive: true, force: true });
});

const obstacles: [string, (path: string) => unknown][] = [['a folder', (path) => mkdir(path)]];
if (process.platform !== 'win32') {
  obstacles.push(['a pipe', (path) => execFileSync('mkfifo', [path])]);
}

it.each(obstacles)('whose file is %s from the start', async (_what, lay) => {
  await lay(file);
  const { log, lines } = keptLines();
  const history = openHistory(file, { log });
  expect(lines.join('\n')).toContain(
    `the history in ${file} cannot be written (${file} is not a file); mining continues`,
  );
  history.record(found('meanwhile', 2_000));
  expect(history.block('meanwhile')?.state).toBe('pending');
  await rm(file, { recursive: true });
  vi.advanceTimersByTime(300_000);
  history.close();
  const again = openHistory(file);
  expect(again.block('meanwhile')?.state).toBe('pending');
  again.close();
});

it.each(obstacles)('whose file is replaced by %s', async (_what, lay) => {
  const { log, lines } = keptLines();
  const history = openHistory(file, { log });
  await rename(file, join(folder, 'away.db'));
  await lay(file);
  vi.advanceTimersByTime(10_000);
  expect(lines.join('\n')).toContain(`(${file} is not a file); mining continues`);
  history.record(found('meanwhile', 2_000));
  expect(history.block('meanwhile')?.state).toBe('pending');
  history.close();
});
