import { expect, it } from 'vitest';
import { antminerReading } from './antminer-reading.ts';

const reading = (stats: Readonly<Record<string, unknown>>) =>
  antminerReading(
    { summary: null, stats: { STATS: [{ Elapsed: 9_999, ...stats }] }, pools: null },
    0,
  );

it.each([
  [
    'numbered',
    {
      ...{ chain_acn1: 92, chain_acn2: 0, chain_acn3: 92, chain_rate1: '55', chain_rate3: '54' },
      ...{ temp_chip1: '60-61', temp_chip3: '70-71' },
    },
  ],
  [
    'listed',
    {
      chain: [
        { index: 0, rate_real: 55, temp_chip: [60, 61] },
        { index: 2, rate_real: 54, temp_chip: [70, 71] },
      ],
    },
  ],
])('keeps the numbers of boards when one between them dies: %s', (_, stats) => {
  expect(reading(stats).boards).toMatchObject([
    { number: 1, hashesPerSecond: 55e9, chipTemperature: 61 },
    { number: 3, hashesPerSecond: 54e9, chipTemperature: 71 },
  ]);
});

it('counts boards itself where the machine gives two one number', () => {
  const chain = [{ index: 1 }, { index: 1 }];
  expect(reading({ chain }).boards.map(({ number }) => number)).toEqual([1, 2]);
});
