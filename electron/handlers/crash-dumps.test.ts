import { mkdir, mkdtemp, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findCrashDumps } from './crash-dumps.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heddle-crashes-'));
});
afterEach(() => rm(folder, { recursive: true }));

it('counts reports where Crashpad puts them, and knows the newest', async () => {
  await mkdir(join(folder, 'completed'));
  await mkdir(join(folder, 'pending'));
  const report = join(folder, 'completed', 'a.dmp');
  for (const path of [report, join(folder, 'pending', 'b.dmp')]) {
    await writeFile(path, 'MDMP');
    await utimes(path, 1_000, path === report ? 2_000 : 1_500);
  }
  await writeFile(join(folder, 'completed', 'a.meta'), '');
  await writeFile(join(folder, 'settings.dat'), '');
  await symlink('/dev/zero', join(folder, 'endless.dmp'));
  expect(await findCrashDumps(folder)).toEqual({ count: 2, newestAtMs: 2_000_000 });
});

it('counts none in a folder that is not there', async () => {
  expect(await findCrashDumps(join(folder, 'none'))).toEqual({ count: 0, newestAtMs: 0 });
});
