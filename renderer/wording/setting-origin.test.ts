import { expect, it } from 'vitest';
import type { MinerConfig } from '../../contract/screen-contract.ts';
import { originOf, valueText } from './setting-origin.ts';

const defaults = { threadCount: 2, fallbackNodes: [] as readonly string[] } as MinerConfig;
const config = { ...defaults, threadCount: 4 };

it('says nothing of a default, whoever brought it', () => {
  const origins = { threadCount: { file: 'a.yaml', value: 2 } };
  expect(originOf('threadCount', defaults, defaults, {})).toBeNull();
  expect(originOf('threadCount', defaults, defaults, origins)).toBeNull();
  expect(originOf('fallbackNodes', { ...config, fallbackNodes: [] }, defaults, {})).toBeNull();
});

it('names the file as long as its value holds', () => {
  const origins = { threadCount: { file: 'a.yaml', value: 4 } };
  expect(originOf('threadCount', config, defaults, origins)).toBe('From a.yaml');
  expect(originOf('threadCount', { ...config, threadCount: 5 }, defaults, origins)).toBe(
    'Set here',
  );
  expect(originOf('threadCount', config, defaults, {})).toBe('Set here');
});

it('writes values in a line', () => {
  expect([true, 2, '', 'a', null, [], ['a', 'b'], {}, { A: 'b' }].map(valueText)).toEqual([
    'true',
    '2',
    'empty',
    'a',
    'none',
    'none',
    'a, b',
    'none',
    '{"A":"b"}',
  ]);
});
