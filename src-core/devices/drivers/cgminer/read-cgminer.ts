/** Reading a machine of an unknown maker, or an iBeLink: what cgminer's interface reports of any machine. */
import { ok } from '../../../result.ts';
import type { Result } from '../../../result.ts';
import type { DeviceBoard, DeviceReading } from '../../device.ts';
import type { DeviceError } from '../../device-error.ts';
import type { MachineLine } from '../reach/machine-line.ts';
import { askAll } from './ask-fields.ts';
import { poolStatesOf, SHORT_WINDOWS, totalsOf } from './cgminer-answers.ts';
import {
  countOf,
  fieldsIn,
  hottest,
  numbered,
  rateNamed,
  rpmOf,
  sectionOf,
} from './cgminer-fields.ts';
import type { Fields } from './cgminer-json.ts';

/** Asks `summary`, `devs` and `pools`. */
export async function readCgminer(
  machine: MachineLine,
  port: number,
  nowMs: () => number,
): Promise<Result<DeviceReading, DeviceError>> {
  const answers = await askAll(machine, port, ['summary', 'devs', 'pools']);
  if (!answers.ok) return answers;
  const [summary = null, devs = null, pools = null] = answers.value;
  return ok(cgminerReading(summary, devs, pools, nowMs()));
}

/** A reading from the three answers; null for one that could not be read. */
export function cgminerReading(
  summary: Fields | null,
  devs: Fields | null,
  pools: Fields | null,
  atMs: number,
): DeviceReading {
  const devices = fieldsIn(devs?.['DEVS']);
  return {
    atMs,
    ...totalsOf(summary),
    boards: boardsOf(devices, sectionOf(summary, 'SUMMARY')),
    fans: fansOf(devices, sectionOf(summary, 'SUMMARY')),
    pools: poolStatesOf(pools),
    isAsleep: false,
  };
}

/** iBeLink reports the temperatures in its summary, two for each board. */
function boardsOf(devices: readonly Fields[], summary: Fields): readonly DeviceBoard[] {
  const apart = numbered(summary, 'Temp');
  const each = Math.ceil(apart.length / Math.max(1, devices.length));
  return devices.map((device, index) => ({
    number: index + 1,
    hashesPerSecond: rateNamed(device, SHORT_WINDOWS),
    chipTemperature: hottest([
      device['Chip Temp Max'],
      device['Temperature'],
      ...apart.slice(index * each, (index + 1) * each),
    ]),
    boardTemperature: null,
    hardwareErrors: countOf(device['Hardware Errors']),
  }));
}

/** iBeLink reports them in its summary, others with each board. */
function fansOf(devices: readonly Fields[], summary: Fields): readonly number[] {
  const ofBoards = devices.flatMap((device) => [
    device['Fan Speed In'],
    device['Fan Speed Out'],
    ...numbered(device, 'fan'),
  ]);
  return [...ofBoards, ...numbered(summary, 'Fan')].map(rpmOf).filter((rpm) => rpm !== null);
}
