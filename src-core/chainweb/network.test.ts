import { expect, it } from 'vitest';
import { versionCode } from './network.ts';

it.each([
  ['mainnet01', 5],
  ['testnet06', 8],
  ['stoa', 10],
  ['pact5-development', 8],
  ['evm-testnet', 10],
])('knows the code of %s, which another network may have too: %i', (name, code) => {
  expect(versionCode(name)).toBe(code);
});

it.each(['mainnet02', 'constructor', ''])('does not know %j', (name) => {
  expect(versionCode(name)).toBeNull();
});
