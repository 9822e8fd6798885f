import { expect, it } from 'vitest';
import { proposedWorker, withNumber } from './worker-name.ts';

const named = (model: string | null) =>
  proposedWorker(
    {
      ...{ family: 'ibelink', host: '10.0.0.37', webPort: 80, model, firmware: null, mac: null },
    },
    new Set(),
  );

it.each([
  ['iBeLink BM-K1+', 'bm-k1-37'],
  ['Bitmain Antminer KA3', 'ka3-37'],
  ['BM (K1)  Max!', 'bm-k1-max-37'],
  ['ＫＤ５', 'kd5-37'],
  ['Ibelinked', 'ibelinked-37'],
  ['???', 'ibelink-37'],
  [`${'a'.repeat(39)}bc`, `${'a'.repeat(39)}b-37`],
])('of %j is %j', (model, name) => {
  expect(named(model)).toBe(name);
});

it('gets the first number that is free, whatever the case', () => {
  expect(withNumber('Cellar', new Set())).toBe('Cellar');
  expect(withNumber('Cellar', new Set(['cellar']))).toBe('Cellar-2');
  expect(withNumber('Cellar', new Set(['cellar', 'cellar-2', 'cellar-4']))).toBe('Cellar-3');
});
