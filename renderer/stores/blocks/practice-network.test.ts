import { expect, it } from 'vitest';
import { isPractice } from './practice-network.ts';

it.each([
  ['practice', true],
  ['practice-triangle', true],
  ['mainnet01', false],
  ['development', false],
  ['practices', false],
])('%s is a practice network: %s', (name, expected) => {
  expect(isPractice(name)).toBe(expected);
});
