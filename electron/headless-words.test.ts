import { expect, it } from 'vitest';
import { headlessWords } from './headless-words.ts';

it('is for the window without --headless', () => {
  expect(headlessWords(['heddle'], true)).toBeNull();
  expect(headlessWords(['electron', '--no-sandbox', '.', '--user-data-dir=x'], false)).toBeNull();
});

it('leaves every word of the miner in order', () => {
  const words = ['--practice', '-c', '1', '--log-level', 'debug', '--config-file', 'a.yaml'];
  expect(headlessWords(['heddle', '--headless', ...words], true)).toEqual(words);
  expect(headlessWords(['heddle', ...words, '--headless'], true)).toEqual(words);
});

it('takes out what Chromium is told', () => {
  expect(
    headlessWords(
      ['heddle', '--no-sandbox', '--user-data-dir=/x', '--headless', '--disable-gpu', '-v'],
      true,
    ),
  ).toEqual(['-v']);
});

it('leaves wrong options for the miner to refuse', () => {
  expect(headlessWords(['heddle', '--headless', '--no-sandbox-at-all'], true)).toEqual([
    '--no-sandbox-at-all',
  ]);
});

it('skips what Electron itself is told before the folder that it runs', () => {
  expect(
    headlessWords(['electron', '--no-sandbox', '/project', '--headless', '--worker', 'cpu'], false),
  ).toEqual(['--worker', 'cpu']);
});
