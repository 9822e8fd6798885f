import { expect, it, vi } from 'vitest';
import { collected } from '../../tests/collected-run.ts';
import { askPassword, askYesOrNo } from './ask-terminal.ts';
import { typed } from './tests/machine-tasks-test.ts';

it.each([
  ['y\n', true],
  ['YES\n', true],
  [' Yes \n', true],
  ['yes', true],
  ['n\n', false],
  ['\n', false],
  ['', false],
  ['yesterday\n', false],
  ['oy\n', false],
])('takes %j as an answer of %j', async (text, answer) => {
  typed(text);
  let given: boolean | null = null;
  const { stdout, stderr } = await collected(async () => {
    given = await askYesOrNo('Write?');
    return 0;
  });
  expect([given, stdout, stderr]).toEqual([answer, '', 'Write? [y/N] ']);
});

it('asks a person at a terminal for a password, and shows nothing of it', async () => {
  typed('secret\n', true);
  let given: string | null = null;
  const { stdout, stderr } = await collected(async () => {
    given = await askPassword('Password');
    return 0;
  });
  expect([given, stdout, stderr]).toEqual(['secret', '', 'Password: \n']);
});

it('asks nothing for a password that no person could type', async () => {
  typed('secret\n');
  const write = vi.spyOn(process.stderr, 'write');
  expect(await askPassword('Password')).toBeNull();
  expect(write).not.toHaveBeenCalled();
});
