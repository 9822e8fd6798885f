import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checkDisk, systemFreeBytes } from './data-checks.ts';
import { dataFolder } from './tests/diagnosed-computer.ts';

it.each([
  [49_999_999, 'fail'],
  [50_000_000, 'warn'],
  [999_999_999, 'warn'],
  [1_000_000_000, 'ok'],
  [null, 'warn'],
] as const)('judges a disk with %j bytes free: %s', async (bytes, verdict) => {
  const folder = dataFolder();
  expect(await checkDisk(folder, () => Promise.resolve(bytes))).toEqual({
    ...{ kind: 'disk', verdict, folder, freeBytes: bytes, isWritable: true },
  });
});

it('asks about the disk that a folder will be on', async () => {
  const there = dataFolder();
  const asked: string[] = [];
  const folder = join(there, 'not', 'yet');
  await checkDisk(folder, (path) => {
    asked.push(path);
    return Promise.resolve(1e10);
  });
  expect(asked).toEqual([there]);
});

it('knows the free room of a folder that is there', async () => {
  const free = await systemFreeBytes(dataFolder());
  expect(free).toBeGreaterThan(1_000_000);
  expect(await systemFreeBytes(join(dataFolder(), 'missing'))).toBeNull();
});
