import { expect, it } from 'vitest';
import { isAntminer } from './identify-antminer.ts';

it.each([
  [401, 'Digest realm="antMiner Configuration", nonce="a"', true],
  [401, 'Digest realm="ANTMINER", nonce="a"', true],
  [401, 'Basic realm="box", Digest realm="antMiner", nonce="a"', true],
  [401, 'Digest realm="my antMiner", nonce="a"', false],
  [401, 'Basic realm="antMiner"', false],
  [401, 'Digest nonce="a"', false],
  [401, undefined, false],
  [200, 'Digest realm="antMiner", nonce="a"', false],
])('an answer of status %d that demands %j is an Antminer: %s', (status, demand, isOne) => {
  const headers = demand === undefined ? {} : { 'www-authenticate': demand };
  expect(isAntminer({ status, headers, body: '' })).toBe(isOne);
});
