import { beforeEach, expect, it } from 'vitest';
import type { DeviceReading } from '../devices/device.ts';
import type { MinerEvent } from '../state/miner-events.ts';
import { openHistory } from './history.ts';

const DAY_MS = 86_400_000;
let nowMs = 100 * DAY_MS;
beforeEach(() => {
  nowMs = 100 * DAY_MS;
});

const open = () => openHistory(':memory:', { nowMs: () => nowMs });

function read(id: string, changes: Partial<DeviceReading>): MinerEvent {
  const reading: DeviceReading = {
    atMs: nowMs,
    hashesPerSecond: 5e12,
    averageHashesPerSecond: null,
    boards: [],
    fans: [],
    hardwareErrors: null,
    hardwareErrorShare: null,
    accepted: null,
    rejected: null,
    uptimeSeconds: null,
    pools: [],
    isAsleep: false,
    ...changes,
  };
  return { type: 'device-read', id, reading, complaints: [], atMs: nowMs };
}

const board = { hashesPerSecond: null, hardwareErrors: null };

it('keeps what machines read of themselves, each for itself', () => {
  const history = open();
  const boards = [
    { ...board, chipTemperature: 70, boardTemperature: 90 },
    { ...board, chipTemperature: 82, boardTemperature: null },
  ];
  history.record(read('a', { boards, fans: [3000, 2000] }));
  history.record(read('b', { hashesPerSecond: null }));
  expect(history.deviceSamples.of('a', 0, 100)).toEqual([
    { atMs: nowMs, hashesPerSecond: 5e12, celsius: 82, fanSpeed: 2500 },
  ]);
  expect(history.deviceSamples.of('b', 0, 100)).toEqual([
    { atMs: nowMs, hashesPerSecond: null, celsius: null, fanSpeed: null },
  ]);
  history.close();
});

it('takes the hottest board where chips are not told', () => {
  const history = open();
  const boards = [61, 66, null].map((celsius) => {
    return { ...board, chipTemperature: null, boardTemperature: celsius };
  });
  history.record(read('a', { boards }));
  expect(history.deviceSamples.of('a', 0, 100)[0]?.celsius).toBe(66);
  history.close();
});

it('averages them in even steps, and what was not told counts for nothing', () => {
  const history = open();
  const startMs = nowMs;
  for (let i = 0; i < 600; i += 1, nowMs += 30_000) {
    const hashesPerSecond = i % 2 === 0 ? 4e12 : 6e12;
    history.deviceSamples.add('a', {
      atMs: nowMs,
      hashesPerSecond,
      celsius: i % 4 === 0 ? 80 : null,
      fanSpeed: 0,
    });
  }
  const samples = history.deviceSamples.of('a', startMs - 1, 51);
  expect(samples.length).toBeGreaterThan(40);
  expect(samples.length).toBeLessThanOrEqual(51);
  for (const { hashesPerSecond, celsius, fanSpeed } of samples.slice(1, -1)) {
    // A step holds an odd number now and then.
    expect(Math.abs((hashesPerSecond ?? 0) / 5e12 - 1)).toBeLessThan(0.02);
    expect([celsius, fanSpeed]).toEqual([80, 0]);
  }
  history.close();
});

it('drops old ones also while nothing is mined', () => {
  const history = open();
  history.record(read('a', {}));
  nowMs += 3 * DAY_MS;
  history.record(read('a', {}));
  expect(history.deviceSamples.of('a', 0, 100).map(({ atMs }) => atMs)).toEqual([nowMs]);
  history.close();
});
