import { expect, it } from 'vitest';
import { renamePatiently } from './patient-rename.ts';

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

const wait = (): Promise<void> => Promise.resolve();

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
  expect(await triesOf(code, 100, 'win32')).toEqual([8, code]);
});

it('does not retry after other errors, or on other systems', async () => {
  expect(await triesOf('ENOENT', 1, 'win32')).toEqual([1, 'ENOENT']);
  expect(await triesOf('EPERM', 1, 'linux')).toEqual([1, 'EPERM']);
});
