import { beforeEach, expect, it } from 'vitest';
import { renamePatiently, renamePatientlySync } from './patient-rename.ts';

function failing(code: string, times: number): { tries: number; rename(): Promise<void> } {
  return {
    tries: 0,
    rename() {
      this.tries += 1;
      if (this.tries > times) return Promise.resolve();
      return Promise.reject(Object.assign(new Error(code), { code }));
    },
  };
}

let waits: number[] = [];
beforeEach(() => (waits = []));
const wait = (ms: number): Promise<number> => Promise.resolve(waits.push(ms));

async function triesOf(code: string, times: number, platform: NodeJS.Platform): Promise<unknown> {
  const fake = failing(code, times);
  try {
    await renamePatiently('a', 'b', { rename: () => fake.rename(), wait, platform });
    return fake.tries;
  } catch (error) {
    return [fake.tries, (error as Error).message];
  }
}

it.each(['EPERM', 'EACCES', 'EBUSY'])('waits on Windows while a file is open: %s', async (code) => {
  expect(await triesOf(code, 3, 'win32')).toBe(4);
  waits = [];
  expect(await triesOf(code, 100, 'win32')).toEqual([8, code]);
  expect(waits).toEqual([10, 20, 40, 80, 160, 320, 640]);
});

it('does not retry after other errors, or on other systems', async () => {
  expect(await triesOf('ENOENT', 1, 'win32')).toEqual([1, 'ENOENT']);
  expect(await triesOf('EPERM', 1, 'linux')).toEqual([1, 'EPERM']);
});

function blockingTriesOf(code: string, times: number, platform: NodeJS.Platform): unknown {
  let tries = 0;
  const rename = (): void => {
    tries += 1;
    if (tries <= times) throw Object.assign(new Error(code), { code });
  };
  try {
    renamePatientlySync('a', 'b', { rename, wait: (ms) => waits.push(ms), platform });
    return tries;
  } catch (error) {
    return [tries, (error as Error).message];
  }
}

it.each(['EPERM', 'EACCES', 'EBUSY'])('waits less while it blocks the program: %s', (code) => {
  expect(blockingTriesOf(code, 3, 'win32')).toBe(4);
  waits = [];
  expect(blockingTriesOf(code, 100, 'win32')).toEqual([4, code]);
  expect(waits).toEqual([10, 20, 40]);
  expect(blockingTriesOf(code, 1, 'linux')).toEqual([1, code]);
});

it('blocks for no error that stays', () => {
  expect(blockingTriesOf('ENOENT', 1, 'win32')).toEqual([1, 'ENOENT']);
});
