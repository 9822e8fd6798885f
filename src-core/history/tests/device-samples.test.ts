import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import type { DeviceReading } from '../../devices/device.ts';
import type { MinerEvent } from '../../state/miner-events.ts';
import type { DeviceSample } from '../../state/snapshot-types.ts';
import { openHistory } from '../history.ts';

const DAY_MS = 86_400_000;
let nowMs = 100 * DAY_MS;
beforeEach(() => {
  nowMs = 100 * DAY_MS;
});

const open = () => openHistory(':memory:', { nowMs: () => nowMs });

function read(id: string, changes: Partial<DeviceReading>): MinerEvent {
  const reading: DeviceReading = {
    atMs: nowMs,
    hashesPerSecond: 2 ** 42,
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
  return { type: 'device-read', id, reading, watts: 3_154, complaints: [], atMs: nowMs };
}

const OURS = 'stratum+tcp://192.168.1.20:1917';
const THEIRS = 'stratum+tcp://pool.example:3700';
const pool = (url: string, isActive: boolean) => ({ url, user: 'a', isActive, isAlive: true });

/** Of a hundred since 1970. */
const spanMs = 90_000_000;

const NOTHING: Omit<DeviceSample, 'atMs'> = {
  hashesPerSecond: null,
  celsius: null,
  fanSpeed: null,
  boards: [],
  fans: [],
  hardwareErrorShare: null,
  watts: null,
  hardwareErrors: null,
  uptimeSeconds: null,
  accepted: null,
  rejected: null,
  activePool: null,
};

const board = { hashesPerSecond: null, hardwareErrors: null };

it('keeps what machines read of themselves, each for itself', () => {
  const history = open();
  const boards = [
    { ...board, number: 1, chipTemperature: 70, boardTemperature: 60, hardwareErrors: 4 },
    { ...board, number: 2, chipTemperature: 82, boardTemperature: null, hardwareErrors: 3 },
  ];
  const counts = { hardwareErrors: 7, uptimeSeconds: 3_600, accepted: 41, rejected: 2 };
  const hardwareErrorShare = 0.002;
  const pools = [pool(OURS, false), pool(THEIRS, true)];
  history.record(read('a', { boards, fans: [3000, 2000], ...counts, hardwareErrorShare, pools }));
  history.record(read('b', { hashesPerSecond: null, pools: [pool(OURS, false)] }));
  expect(history.deviceSamples.of('a', 0, nowMs, 100)).toEqual([
    {
      ...{ atMs: nowMs, spanMs, hashesPerSecond: 2 ** 42, celsius: 82, fanSpeed: 2500 },
      boards: [
        { celsius: 70, boardCelsius: 60, hashesPerSecond: null, hardwareErrors: 4 },
        { celsius: 82, boardCelsius: null, hashesPerSecond: null, hardwareErrors: 3 },
      ],
      ...{ fans: [3000, 2000], hardwareErrorShare: 0.002, watts: 3_154 },
      ...{ ...counts, activePool: THEIRS },
    },
  ]);
  expect(history.deviceSamples.of('b', 0, nowMs, 100)).toEqual([
    { ...NOTHING, atMs: nowMs, spanMs, watts: 3_154 },
  ]);
  history.close();
});

it('keeps a board at the place of its number when one before it is lost', () => {
  const history = open();
  const boards = [
    { ...board, number: 1, chipTemperature: 70, boardTemperature: null },
    { ...board, number: 3, chipTemperature: 82, boardTemperature: null },
  ];
  history.record(read('a', { boards }));
  const [sample] = history.deviceSamples.of('a', 0, nowMs, 100);
  expect(sample?.boards.map(({ celsius }) => celsius)).toEqual([70, null, 82]);
  history.close();
});

it('takes the hottest board where chips are not reported', () => {
  const history = open();
  const boards = [61, 66, null].map((celsius, at) => {
    return { ...board, number: at + 1, chipTemperature: null, boardTemperature: celsius };
  });
  history.record(read('a', { boards }));
  expect(history.deviceSamples.of('a', 0, nowMs, 100)[0]?.celsius).toBe(66);
  history.close();
});

it('keeps each board and each fan, as means over minutes, hours and a kill', () => {
  const folder = mkdtempSync(join(tmpdir(), 'heddle-devices-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'history.db');
  const history = openHistory(file, { nowMs: () => nowMs });
  const startMs = nowMs;
  for (let i = 0; i < 240; i += 1, nowMs += 30_000) {
    // The second board is lost in the second hour.
    const boards = [70, ...(i < 120 ? [80] : [])].map((celsius, at) => ({
      ...{ number: at + 1, hashesPerSecond: celsius * 1e10, hardwareErrors: i },
      ...{ chipTemperature: celsius + (i % 2), boardTemperature: 50 + (i % 2) },
    }));
    const hardwareErrorShare = i % 2 === 0 ? 0.001 : 0.002;
    history.record(read('a', { boards, fans: [3_000, 2_000 + 100 * (i % 2)], hardwareErrorShare }));
  }
  const killed = join(folder, 'killed.db');
  for (const suffix of ['', '-wal']) copyFileSync(file + suffix, killed + suffix);
  history.close();

  for (const each of [file, killed]) {
    const again = openHistory(each, { nowMs: () => nowMs });
    // Steps of half a minute, of an hour, and everything since 1970.
    for (const [points, hours] of [
      [242, true],
      [3, true],
      [2, false],
    ] as const) {
      const fromMs = hours ? startMs : 0;
      const samples = again.deviceSamples.of('a', fromMs, nowMs - 1, points);
      const [first, last] = [samples[0], samples.at(-1)];
      expect(first?.fans[0]).toBeCloseTo(3_000, 0);
      expect(first?.boards.length).toBe(2);
      expect(first?.boards[1]?.celsius).toBeCloseTo(points > 3 ? 80 : 80.5, 1);
      expect((first?.boards[1]?.hashesPerSecond ?? 0) / 8e11).toBeCloseTo(1, 2);
      expect(first?.boards[1]?.boardCelsius).toBeCloseTo(points > 3 ? 50 : 50.5, 1);
      if (points <= 3) expect(first?.boards[1]?.hardwareErrors).toBe(119);
      expect(last?.boards[0]?.hardwareErrors).toBe(239);
      if (points === 3) expect(first?.hardwareErrorShare).toBeCloseTo(0.001_5, 5);
      if (points === 3) expect(last?.fans[1]).toBeCloseTo(2_050, 0);
      if (hours) expect(last?.boards.length).toBe(1);
    }
    again.close();
  }
});

it('averages them in even steps, and what was not reported counts for nothing', () => {
  const history = open();
  const startMs = nowMs;
  for (let i = 0; i < 600; i += 1, nowMs += 30_000) {
    const hashesPerSecond = i % 2 === 0 ? 4e12 : 6e12;
    history.deviceSamples.add('a', {
      ...NOTHING,
      atMs: nowMs,
      hashesPerSecond,
      celsius: i % 4 === 0 ? 80 : null,
      fanSpeed: 0,
    });
  }
  const samples = history.deviceSamples.of('a', startMs - 1, nowMs, 51);
  expect(samples.length).toBeGreaterThan(40);
  expect(samples.length).toBeLessThanOrEqual(51);
  for (const { hashesPerSecond, celsius, fanSpeed } of samples.slice(1, -1)) {
    // A step holds an odd number now and then.
    expect(Math.abs((hashesPerSecond ?? 0) / 5e12 - 1)).toBeLessThan(0.02);
    expect([celsius, fanSpeed]).toEqual([80, 0]);
  }
  history.close();
});

it('has counts, uptime and pool as they were at the end of a step', () => {
  const history = open();
  // A restart in the middle: the counts begin again.
  for (const uptimeSeconds of [900, 930, 0, 30]) {
    const counts = { hardwareErrors: uptimeSeconds / 10, accepted: uptimeSeconds, rejected: 1 };
    const activePool = uptimeSeconds < 900 ? OURS : THEIRS;
    const sample = { ...NOTHING, ...counts, atMs: nowMs, uptimeSeconds, activePool };
    history.deviceSamples.add('a', sample);
    history.deviceSamples.add('b', { ...sample, activePool: THEIRS });
    nowMs += 30_000;
  }
  // Everything since 1970 is one step.
  expect(history.deviceSamples.of('a', 0, nowMs, 2)).toMatchObject([
    { uptimeSeconds: 30, accepted: 30, hardwareErrors: 3, rejected: 1, activePool: OURS },
  ]);
  expect(history.deviceSamples.of('b', 0, nowMs, 2)).toMatchObject([{ activePool: THEIRS }]);
  history.close();
});
