import { expect, it } from 'vitest';
import { collected } from '../tests/collected-run.ts';
import { print } from './print.ts';

const failure = (code: string): Error => Object.assign(new Error(`${code}: no`), { code });

it('prints a text, and ends with its code', async () => {
  expect(await collected(() => print('text\n', 7))).toEqual({
    code: 7,
    stdout: 'text\n',
    stderr: '',
  });
  expect(await collected(() => print('text\n'))).toMatchObject({ code: 0 });
});

it.each([
  ['EPIPE', 141, ''],
  ['EOF', 141, ''],
  ['ENOSPC', 1, 'stdout cannot be written: ENOSPC: no\n'],
])('ends where stdout answers with %s', async (code, exit, stderr) => {
  const run = await collected(() => print('text\n', 7), failure(code));
  expect(run).toMatchObject({ code: exit, stderr });
});
