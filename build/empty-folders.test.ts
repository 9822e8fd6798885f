import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { removeEmptyFolders } from './empty-folders.ts';

it('removes folders without a file in them, and no others', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'heddle-folders-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, 'empty', 'in', 'empty'), { recursive: true });
  await mkdir(join(folder, 'kept', 'in'), { recursive: true });
  await writeFile(join(folder, 'kept', 'in', 'file'), '');
  expect(await removeEmptyFolders(folder)).toBe(false);
  expect((await readdir(folder, { recursive: true })).sort()).toEqual([
    'kept',
    join('kept', 'in'),
    join('kept', 'in', 'file'),
  ]);
});
