import { expect, it } from 'vitest';
import { startOf } from './headless-arguments.ts';

it('is for the window without --headless', () => {
  const window = { kind: 'window' };
  expect(startOf(['heddle'], true)).toEqual(window);
  expect(startOf(['electron', '--no-sandbox', '.', '--user-data-dir=x'], false)).toEqual(window);
  // What desktops, Chromium and test drivers add is not ours.
  const theirs = ['-psn_0_123', '--inspect=0', '--remote-debugging-port=0', '--enable-logging'];
  expect(startOf(['heddle', ...theirs, '/some/file'], true)).toEqual(window);
});

it('leaves every word of the miner in order', () => {
  const words = ['--practice', '-c', '1', '--log-level', 'debug', '--config-file', 'a.yaml'];
  expect(startOf(['heddle', '--headless', ...words], true)).toEqual({ kind: 'headless', words });
  expect(startOf(['heddle', ...words, '--headless'], true)).toEqual({ kind: 'headless', words });
});

it('takes out what Chromium is told', () => {
  expect(
    startOf(
      ['heddle', '--no-sandbox', '--user-data-dir=/x', '--headless', '--disable-gpu', '-v'],
      true,
    ),
  ).toEqual({ kind: 'headless', words: ['-v'] });
});

it('leaves wrong options for the miner to refuse', () => {
  expect(startOf(['heddle', '--headless', '--no-sandbox-at-all'], true)).toEqual({
    kind: 'headless',
    words: ['--no-sandbox-at-all'],
  });
});

it('skips what Electron itself is told before the folder that it runs', () => {
  expect(
    startOf(['electron', '--no-sandbox', '/project', '--headless', '--worker', 'cpu'], false),
  ).toEqual({ kind: 'headless', words: ['--worker', 'cpu'] });
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
])('does not drop %s without --headless, but says what to do', (word, said) => {
  expect(startOf(['heddle', word], true)).toEqual({
    kind: 'refuse',
    message: `${said} is for mining in a terminal: give --headless too. Without options the window opens, which has settings of its own.`,
  });
});
