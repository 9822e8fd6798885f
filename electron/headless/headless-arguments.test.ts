import { expect, it } from 'vitest';
import { startOf } from './headless-arguments.ts';

it('opens the window without --headless', () => {
  const window = { kind: 'window' };
  expect(startOf(['heddle'], true)).toEqual(window);
  expect(startOf(['electron', '--no-sandbox', '.', '--user-data-dir=x'], false)).toEqual(window);
  // Desktops, Chromium and test drivers add options of their own.
  const theirs = ['-psn_0_123', '--inspect=0', '--remote-debugging-port=0', '--enable-logging'];
  expect(startOf(['heddle', ...theirs, '/some/file'], true)).toEqual(window);
});

it('keeps all arguments of the miner in order', () => {
  const args = ['--practice', '-c', '1', '--log-level', 'debug', '--config-file', 'a.yaml'];
  expect(startOf(['heddle', '--headless', ...args], true)).toEqual({ kind: 'headless', args });
  expect(startOf(['heddle', ...args, '--headless'], true)).toEqual({ kind: 'headless', args });
});

it('removes options of Chromium', () => {
  expect(
    startOf(
      ['heddle', '--no-sandbox', '--user-data-dir=/x', '--headless', '--disable-gpu', '-v'],
      true,
    ),
  ).toEqual({ kind: 'headless', args: ['-v'] });
});

it('leaves unknown options for the miner to refuse', () => {
  expect(startOf(['heddle', '--headless', '--no-sandbox-at-all'], true)).toEqual({
    kind: 'headless',
    args: ['--no-sandbox-at-all'],
  });
});

it('skips options of Electron before the folder that it runs', () => {
  expect(
    startOf(['electron', '--no-sandbox', '/project', '--headless', '--worker', 'cpu'], false),
  ).toEqual({ kind: 'headless', args: ['--worker', 'cpu'] });
});

it.each([
  ...['--version', '-v', '--help', '-h', '-?', '--info', '--long-info', '--license'],
  ...['--completion=bash', '--print-config', '--print-config-as=full', '--generate-key'],
])('prints for %s without --headless', (word) => {
  expect(startOf(['heddle', '--worker', 'cpu', word], true)).toEqual({ kind: 'print' });
});

it.each([
  ['--worker=cpu', '--worker'],
  ['-c1', '-c'],
  ['--practice', '--practice'],
  ['--no-tls', '--no-tls'],
  ['--data-dir', '--data-dir'],
  ['--config-file', '--config-file'],
])('refuses %s without --headless and says what to do', (word, said) => {
  expect(startOf(['heddle', word], true)).toEqual({
    kind: 'refuse',
    message: `${said} is for mining in a terminal: add --headless. Without options the window opens, which has its own settings.`,
  });
});
