/** What a Goldshell reports without a password, mostly at cgminer's interface. */
import type { DeviceBoard, DeviceReading } from '../../device.ts';
import { poolStatesOf, SHORT_WINDOWS, totalsOf } from '../cgminer/cgminer-answers.ts';
import {
  countOf,
  fieldsIn,
  hottest,
  numbered,
  numberOf,
  numbersIn,
  rateNamed,
  rateOf,
  rpmOf,
  temperatureOf,
} from '../cgminer/cgminer-fields.ts';
import type { Fields } from '../cgminer/cgminer-json.ts';

/** Answers to commands on TCP 4028; null for one that could not be read, as `stats` often cannot. */
interface GoldshellAnswers {
  readonly summary: Fields | null;
  readonly devs: Fields | null;
  readonly stats: Fields | null;
  readonly pools: Fields | null;
}

/** A reading from the answers on TCP 4028. */
export function goldshellReading(answers: GoldshellAnswers, atMs: number): DeviceReading {
  const devices = fieldsIn(answers.devs?.['DEVS']);
  return {
    atMs,
    ...totalsOf(answers.summary),
    boards: devices.map((device, index) => boardOf(device, index)),
    fans: longest([...devices.map(fansOf), ...fieldsIn(answers.stats?.['STATS']).map(fansOf)]),
    pools: poolStatesOf(answers.pools),
    isAsleep: isAsleep(devices),
  };
}

/** The plan for sleep sets all clocks to 0 MHz. */
function isAsleep(devices: readonly Fields[]): boolean {
  return devices.length > 0 && devices.every((device) => numberOf(device['clock']) === 0);
}

/** `tstemp-0` and `-1` are means over the chips, `tstemp-2` is a sensor on the board. */
function boardOf(device: Fields, index: number): DeviceBoard {
  const [chips, board] = temperaturesIn(device['temp']);
  return {
    number: index + 1,
    hashesPerSecond: rateNamed(device, SHORT_WINDOWS),
    chipTemperature: hottest([device['tstemp-0'], device['tstemp-1']]) ?? chips,
    boardTemperature: temperatureOf(device['tstemp-2']) ?? board,
    hardwareErrors: countOf(device['Hardware Errors']),
  };
}

/** `83.0 °C / 73.8 °C` is chips and board; one number alone is the board's. */
function temperaturesIn(text: unknown): readonly [number | null, number | null] {
  const [first = null, second = null] = numbersIn(text).map(temperatureOf);
  return second === null ? [null, first] : [first, second];
}

function fansOf(device: Fields): readonly number[] {
  const reported = numbered(device, 'fan');
  const speeds = reported.length > 0 ? reported : numbersIn(device['fanspeed']);
  return speeds.map(rpmOf).filter((rpm) => rpm !== null);
}

/** Each board lists the fans of the whole machine; some models report them in `stats` alone. */
function longest(lists: readonly (readonly number[])[]): readonly number[] {
  return lists.reduce((most, list) => (list.length > most.length ? list : most), []);
}

/**
 * A reading from `/mcb/cgminer?cgminercmd=devs`, for a machine whose TCP 4028 does not answer. Null where
 * the answer lists no board. Rates are in MH/s.
 */
export function goldshellWebReading(answer: Fields, atMs: number): DeviceReading | null {
  const devices = fieldsIn(answer['data']);
  if (devices.length === 0) return null;
  const rates = devices.map((device) => rateOf(device['hashrate'], 'MH'));
  return {
    atMs,
    hashesPerSecond: sumOf(rates),
    averageHashesPerSecond: sumOf(devices.map((device) => rateOf(device['av_hashrate'], 'MH'))),
    boards: devices.map((device, index) => ({
      ...boardOf(device, index),
      hashesPerSecond: rates[index] ?? null,
      hardwareErrors: countOf(device['hwerrors']),
    })),
    fans: longest(devices.map(fansOf)),
    hardwareErrors: sumOf(devices.map((device) => countOf(device['hwerrors']))),
    hardwareErrorShare: meanOf(devices.map((device) => countOf(device['hwerr_ration']))),
    accepted: sumOf(devices.map((device) => countOf(device['accepted']))),
    rejected: sumOf(devices.map((device) => countOf(device['rejected']))),
    uptimeSeconds: countOf(devices[0]?.['time']),
    pools: [],
    isAsleep: false,
  };
}

function sumOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0);
}

function meanOf(values: readonly (number | null)[]): number | null {
  const sum = sumOf(values);
  const mean = sum === null ? null : sum / values.length;
  return mean === null || mean > 1 ? null : mean;
}
