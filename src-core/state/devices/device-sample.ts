/** The point of the charts that a machine's reading makes. Pure. */
import type { DeviceReading } from '../../devices/device.ts';
import type { BoardSample, DeviceSample } from '../snapshot-types.ts';

/** More than a machine has: a number above it is none of a board. */
const MOST_BOARDS = 16;

/**
 * The sample of a reading: the hottest chip (or board) in °C, the mean fan speed, each board and fan, and
 * the active pool.
 */
export function deviceSampleOf(reading: DeviceReading, watts: number | null): DeviceSample {
  const { atMs, hashesPerSecond, boards, fans, hardwareErrors, hardwareErrorShare } = reading;
  const { uptimeSeconds, accepted, rejected, pools } = reading;
  return {
    atMs,
    hashesPerSecond,
    celsius:
      hottest(boards.map(({ chipTemperature }) => chipTemperature)) ??
      hottest(boards.map(({ boardTemperature }) => boardTemperature)),
    fanSpeed: fans.length === 0 ? null : fans.reduce((sum, each) => sum + each, 0) / fans.length,
    boards: byNumber(boards),
    fans,
    hardwareErrorShare,
    watts,
    hardwareErrors,
    uptimeSeconds,
    accepted,
    rejected,
    activePool: pools.find(({ isActive }) => isActive)?.url ?? null,
  };
}

/** Each at the place of its number, with nothing at places of boards that are not there. */
function byNumber(boards: DeviceReading['boards']): readonly BoardSample[] {
  const last = Math.max(0, ...boards.map(({ number }) => Math.min(number, MOST_BOARDS)));
  return Array.from({ length: last }, (_, at) => {
    const { chipTemperature, boardTemperature, hashesPerSecond, hardwareErrors } =
      boards.find(({ number }) => number === at + 1) ?? NO_BOARD;
    return {
      celsius: chipTemperature ?? boardTemperature,
      boardCelsius: chipTemperature === null ? null : boardTemperature,
      ...{ hashesPerSecond, hardwareErrors },
    };
  });
}

const NO_BOARD = {
  chipTemperature: null,
  boardTemperature: null,
  hashesPerSecond: null,
  hardwareErrors: null,
};

function hottest(temperatures: readonly (number | null)[]): number | null {
  const known = temperatures.filter((each) => each !== null);
  return known.length === 0 ? null : Math.max(...known);
}
