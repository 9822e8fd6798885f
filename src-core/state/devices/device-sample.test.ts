import { describe, expect, it } from 'vitest';
import type { DeviceReading } from '../../devices/device.ts';
import { deviceSampleOf } from './device-sample.ts';

const board = (
  number: number,
  chipTemperature: number | null,
  boardTemperature: number | null,
) => ({
  ...{ number, chipTemperature, boardTemperature },
  ...{ hashesPerSecond: number * 1e12, hardwareErrors: number },
});
const READING = {
  ...{ atMs: 5, hashesPerSecond: 5e12, averageHashesPerSecond: null, uptimeSeconds: 7 },
  ...{ accepted: 8, rejected: 1, hardwareErrors: 2, hardwareErrorShare: 0.1, isAsleep: false },
  boards: [board(1, 80, 60), board(2, 85, 65)],
  fans: [3_000, 4_000, 5_000],
  pools: [],
} as unknown as DeviceReading;

const sample = (changes: Partial<DeviceReading>) => deviceSampleOf({ ...READING, ...changes }, 400);

describe('a point of the charts of a machine', () => {
  it('has its hottest chip, its mean fan speed, and what it reports as it is', () => {
    expect(sample({})).toEqual({
      ...{ atMs: 5, hashesPerSecond: 5e12, celsius: 85, fanSpeed: 4_000, watts: 400 },
      boards: [
        { celsius: 80, boardCelsius: 60, hashesPerSecond: 1e12, hardwareErrors: 1 },
        { celsius: 85, boardCelsius: 65, hashesPerSecond: 2e12, hardwareErrors: 2 },
      ],
      fans: [3_000, 4_000, 5_000],
      ...{ hardwareErrors: 2, hardwareErrorShare: 0.1, uptimeSeconds: 7 },
      ...{ accepted: 8, rejected: 1, activePool: null },
    });
  });

  it('has the hottest board where chips are not reported', () => {
    const { celsius, boards } = sample({ boards: [board(1, null, 60), board(2, null, null)] });
    expect(celsius).toBe(60);
    expect(boards.map((each) => [each.celsius, each.boardCelsius])).toEqual([
      [60, null],
      [null, null],
    ]);
    expect(sample({ boards: [board(1, 50, 90), board(2, null, 95)] }).celsius).toBe(50);
  });

  it('has no temperature, no fan speed and no boards where none are reported', () => {
    expect(sample({ boards: [], fans: [] })).toMatchObject({
      ...{ celsius: null, fanSpeed: null, boards: [], fans: [] },
    });
  });

  it('has each board at the place of its number, up to 16', () => {
    const none = {
      ...{ celsius: null, boardCelsius: null, hashesPerSecond: null, hardwareErrors: null },
    };
    const { boards } = sample({ boards: [board(3, 70, null), board(1, 71, null)] });
    expect(boards.map(({ celsius }) => celsius)).toEqual([71, null, 70]);
    expect(boards[1]).toEqual(none);
    expect(sample({ boards: [board(1_000_000, 70, null)] }).boards).toEqual(
      Array.from({ length: 16 }, () => none),
    );
  });

  it('has the address of the pool that is in use', () => {
    const pools = [
      { url: 'a', isActive: false },
      { url: 'b', isActive: true },
    ] as unknown as DeviceReading['pools'];
    expect(sample({ pools }).activePool).toBe('b');
  });
});
