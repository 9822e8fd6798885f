import { describe, expect, it } from 'vitest';
import { antminerName, antminerReading } from './antminer-reading.ts';

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

describe('the boards of an Antminer', () => {
  it('are read from a list', () => {
    const chain = [
      {
        ...{ rate_real: 55, rate: 1, temp_chip: [60, 61], temp_pcb: [40, 41], hw: 3 },
      },
      { rate: 54 },
    ];
    expect(reading({ chain, rate_unit: 'TH' }).boards).toEqual([
      {
        ...{ number: 1, hashesPerSecond: 55e12, chipTemperature: 61, boardTemperature: 41 },
        hardwareErrors: 3,
      },
      {
        ...{ number: 2, hashesPerSecond: 54e12, chipTemperature: null, boardTemperature: null },
        hardwareErrors: null,
      },
    ]);
  });

  it('are read from numbered values', () => {
    const stats = {
      ...{ chain_acn1: 90, chain_acn16: 90, chain_acn17: 90, chain_rate1: 5, chain_hw1: 2 },
      ...{ temp_chip1: '60-62', temp_pcb1: '50-51', temp2_16: 70, temp16: 55 },
    };
    expect(reading(stats).boards).toEqual([
      {
        ...{ number: 1, hashesPerSecond: 5e9, chipTemperature: 62, boardTemperature: 51 },
        hardwareErrors: 2,
      },
      {
        ...{ number: 16, hashesPerSecond: null, chipTemperature: 70, boardTemperature: 55 },
        hardwareErrors: null,
      },
    ]);
  });
});

it.each([
  [{ fan: [100, 200] }, [100, 200]],
  [{ fan1: 100, fan2: 0, fan5: 300 }, [100, 0, 300]],
  [{ fan_num: 2, fan1: 100, fan2: 200, fan3: 300 }, [100, 200]],
  [{ fan_num: 99, fan16: 100, fan17: 200 }, [100]],
  [{ fan: [], fan1: 100 }, [100]],
])('the fans of %j turn %j', (stats, fans) => {
  expect(reading(stats).fans).toEqual(fans);
});

it.each([
  [{ rate_5s: 5, rate_avg: 4 }, 5e9, 4e9],
  [{ rate_5s: 5, rate_unit: 'TH/s' }, 5e12, null],
  [{ 'GHS 5s': 5, 'GHS av': 4 }, 5e9, 4e9],
])('the rates of %j are %j and %j', (stats, hashesPerSecond, averageHashesPerSecond) => {
  expect(reading(stats)).toMatchObject({ hashesPerSecond, averageHashesPerSecond });
});

it('prefers its summary where it has one', () => {
  const summary = { SUMMARY: [{ 'GHS 5s': 7, 'GHS av': 6, Elapsed: 60 }] };
  const stats = { STATS: [{ rate_5s: 5, rate_avg: 4, Elapsed: 9_999 }] };
  expect(antminerReading({ summary, stats, pools: null }, 9)).toMatchObject({
    ...{ atMs: 9, hashesPerSecond: 7e9, averageHashesPerSecond: 6e9, uptimeSeconds: 60 },
  });
});

it.each([
  [[{ Type: 'Antminer KA3' }, { Elapsed: 60, fan1: 100 }], 60],
  [[{ Type: 'Antminer KA3' }, { elapsed: 61, fan1: 100 }], 61],
  [[{ fan1: 7 }, { chain: [], fan1: 100 }], null],
  [[{ Elapsed: 60, fan1: 100 }, { fan1: 7 }], 60],
  [[{ elapsed: 61, fan1: 100 }, { fan1: 7 }], 61],
  [[{ chain: [], fan1: 100 }, { fan1: 7 }], null],
  [[{ fan1: 7 }, { fan1: 100 }], null],
])('takes the live one of its stats: %j', (STATS, uptimeSeconds) => {
  const found = antminerReading({ summary: null, stats: { STATS }, pools: null }, 0);
  expect(found).toMatchObject({ fans: [100], uptimeSeconds });
});

it.each([
  [{ 'miner-mode': 1 }, true],
  [{ 'miner-mode': '1', rate_5s: 0 }, true],
  [{ Mode: 1 }, true],
  [{ 'miner-mode': 1, rate_5s: 5 }, false],
  [{ 'miner-mode': 0 }, false],
  [{}, false],
])('%j is asleep: %s', (stats, isAsleep) => {
  expect(reading(stats).isAsleep).toBe(isAsleep);
});

it.each([
  [{ VERSION: [{ Type: 'Antminer KA3', CompileTime: 'May', Miner: '1' }] }, null, 'KA3', 'May'],
  [{ VERSION: [{ type: 'KA3', Miner: '1' }] }, null, 'KA3', '1'],
  [null, { STATS: [{ Type: 'KA3', miner_version: '2' }] }, 'KA3', '2'],
  [null, { INFO: { type: 'KA3', CompileTime: 'June' } }, 'KA3', 'June'],
  [null, { INFO: [{ type: 'KA3' }] }, null, null],
  [
    { VERSION: [{ Type: 'KA3' }] },
    { STATS: [{ Elapsed: 1, total_rateideal: 173_000 }] },
    'KA3 (173 TH/s)',
    null,
  ],
  [
    { VERSION: [{ Type: 'KA3' }] },
    { STATS: [{ Elapsed: 1, rate_ideal: 173, rate_unit: 'TH' }] },
    'KA3 (173 TH/s)',
    null,
  ],
  [null, null, null, null],
])('%j and %j are the model %s with %s', (version, stats, model, firmware) => {
  const name = model === null ? null : `Antminer ${model}`;
  expect(antminerName(version, stats)).toEqual({ model: name, firmware });
});
