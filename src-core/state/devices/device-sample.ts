/** The point of the charts that a machine's reading makes. Pure. */
import type { DeviceReading } from '../../devices/device.ts';
import type { DeviceSample } from '../snapshot-types.ts';

/**
 * The sample of a reading: the hottest chip (or board) in °C, the mean fan speed, each board and fan, and
 * the active pool.
 */
export function deviceSampleOf({
  atMs,
  hashesPerSecond,
  boards,
  fans,
  hardwareErrors,
  hardwareErrorShare,
  uptimeSeconds,
  accepted,
  rejected,
  pools,
}: DeviceReading): DeviceSample {
  return {
    atMs,
    hashesPerSecond,
    celsius:
      hottest(boards.map(({ chipTemperature }) => chipTemperature)) ??
      hottest(boards.map(({ boardTemperature }) => boardTemperature)),
    fanSpeed: fans.length === 0 ? null : fans.reduce((sum, each) => sum + each, 0) / fans.length,
    boards: boards.map(({ chipTemperature, boardTemperature, hashesPerSecond: rate }) => ({
      celsius: chipTemperature ?? boardTemperature,
      hashesPerSecond: rate,
    })),
    fans,
    hardwareErrorShare,
    hardwareErrors,
    uptimeSeconds,
    accepted,
    rejected,
    activePool: pools.find(({ isActive }) => isActive)?.url ?? null,
  };
}

function hottest(temperatures: readonly (number | null)[]): number | null {
  const known = temperatures.filter((each) => each !== null);
  return known.length === 0 ? null : Math.max(...known);
}
