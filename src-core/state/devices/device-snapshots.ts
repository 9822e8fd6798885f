/** What a screen sees of machines' own interfaces, beside what the Stratum server sees of them. */
import { rateDifference } from '../../devices/watch/rate-difference.ts';
import type { RateDifference } from '../../devices/watch/rate-difference.ts';
import { devicePower } from '../../devices/watch/running-cost.ts';
import { addEstimates } from '../../stratum/rate-estimates.ts';
import type { DeviceList, KnownDevice } from './device-list.ts';
import { uniqueName } from './device-name.ts';
import { combined } from '../machines/machine-row.ts';
import type {
  DeviceProblem,
  DeviceSnapshot,
  MachineSnapshot,
  StratumSnapshot,
} from '../snapshot-types.ts';

/** The devices of the list. */
export function devicesOf(
  { devices }: DeviceList,
  stratum: StratumSnapshot | null,
  nowMs: number,
): DeviceSnapshot[] {
  const online = (stratum?.machines ?? []).filter(({ isOnline }) => isOnline);
  return [...devices.values()].map((device) => {
    const current = device.silentSinceMs === null ? device.reading : null;
    const machines = online.filter(({ address }) => address === device.host);
    return {
      ...device,
      power: devicePower(device, current),
      difference: differenceOf(device, machines, nowMs),
    };
  });
}

/** What is wrong with the devices of the list, each under a name that no other has. */
export function deviceProblemsOf(
  { devices, problems }: DeviceList,
  stratum: StratumSnapshot | null,
): DeviceProblem[] {
  return problems.map((problem) => {
    const device = devices.get(problem.device);
    return device === undefined ? problem : { ...problem, name: uniqueName(device, stratum) };
  });
}

/** A machine may have several connections: together they are what it hashes for us. */
function differenceOf(
  { family, reading, complaints, silentSinceMs }: KnownDevice,
  machines: readonly MachineSnapshot[],
  nowMs: number,
): RateDifference | null {
  const [first, ...others] = machines;
  if (first === undefined || reading === null || silentSinceMs !== null) return null;
  const connectedAtMs = Math.min(...machines.map((machine) => machine.connectedAtMs));
  return rateDifference(
    { family, reading, complaints },
    {
      hashRate: addEstimates(machines.map(({ hashRate }) => hashRate)),
      shares: others.reduce((sum, { shares }) => combined(sum, shares, 1), first.shares),
      difficulty: first.difficulty,
      connectedSeconds: (nowMs - connectedAtMs) / 1000,
    },
  );
}
