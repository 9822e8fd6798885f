/**
 * What an Antminer reports at cgminer's interface without a password. Its `stats` come in two forms: older
 * firmware numbers everything in one object (`chain_rate1`, `temp_chip1`), newer has a list of chains.
 */
import type { DeviceBoard, DeviceReading } from '../../device.ts';
import { textOf } from '../../machine-text.ts';
import { antminerModel } from '../../models.ts';
import { poolStatesOf, SHORT_WINDOWS, totalsOf } from '../cgminer/cgminer-answers.ts';
import {
  countOf,
  fieldsIn,
  hottest,
  numberOf,
  numbersIn,
  rateNamed,
  rateOf,
  rpmOf,
  sectionOf,
} from '../cgminer/cgminer-fields.ts';
import type { Fields } from '../cgminer/cgminer-json.ts';
import { isFields } from '../cgminer/cgminer-json.ts';
import { SLEEP } from './antminer-conf.ts';

/** More chains and fans than any has. */
const MAX_PARTS = 16;
const USUAL_UNIT = 'GH';

/** Answers to commands on TCP 4028; null for one that could not be read. */
interface AntminerAnswers {
  readonly summary: Fields | null;
  readonly stats: Fields | null;
  readonly pools: Fields | null;
}

/** A reading from the answers on TCP 4028. */
export function antminerReading(
  { summary, stats, pools }: AntminerAnswers,
  atMs: number,
): DeviceReading {
  const totals = totalsOf(summary);
  const live = liveStats(stats);
  const unit = unitOf(live);
  const rate = rateOf(live['rate_5s'], unit) ?? rateNamed(live, SHORT_WINDOWS);
  const hashesPerSecond = totals.hashesPerSecond ?? rate;
  const mode = numberOf(live['miner-mode']) ?? numberOf(live['Mode']);
  return {
    atMs,
    ...totals,
    hashesPerSecond,
    averageHashesPerSecond:
      totals.averageHashesPerSecond ?? rateOf(live['rate_avg'], unit) ?? rateNamed(live, ['av']),
    boards: boardsOf(live, unit),
    fans: fansOf(live),
    uptimeSeconds: totals.uptimeSeconds ?? countOf(live['Elapsed']) ?? countOf(live['elapsed']),
    pools: poolStatesOf(pools),
    isAsleep: mode === SLEEP && (hashesPerSecond ?? 0) === 0,
  };
}

/** The object of `stats` with the rates; the first one only names the machine. */
function liveStats(stats: Fields | null): Fields {
  const list = fieldsIn(stats?.['STATS']);
  const isLive = (entry: Fields): boolean =>
    Array.isArray(entry['chain']) || 'Elapsed' in entry || 'elapsed' in entry;
  return list.find(isLive) ?? list.at(-1) ?? {};
}

/** `GH`, `GH/s`, `MH`: of all its rates that do not name theirs. */
function unitOf(live: Fields): string {
  return textOf(live['rate_unit']) ?? USUAL_UNIT;
}

function boardsOf(live: Fields, unit: string): readonly DeviceBoard[] {
  const chains = fieldsIn(live['chain']);
  if (chains.length > 0) {
    const numbers = chains.map((chain, at) => 1 + (countOf(chain['index']) ?? at));
    const isEach = new Set(numbers).size === numbers.length;
    return chains.map((chain, at) =>
      listedBoard(chain, isEach ? (numbers[at] ?? at + 1) : at + 1, unit),
    );
  }
  return Array.from({ length: MAX_PARTS }, (_, index) => index + 1)
    .filter((index) => (countOf(live[`chain_acn${index}`]) ?? 0) > 0)
    .map((index) => numberedBoard(live, index, unit));
}

function listedBoard(chain: Fields, number: number, unit: string): DeviceBoard {
  return {
    number,
    hashesPerSecond: rateOf(chain['rate_real'], unit) ?? rateOf(chain['rate'], unit),
    chipTemperature: hottest(numbersIn(chain['temp_chip'])),
    boardTemperature: hottest(numbersIn(chain['temp_pcb'])),
    hardwareErrors: countOf(chain['hw']),
  };
}

function numberedBoard(live: Fields, index: number, unit: string): DeviceBoard {
  return {
    number: index,
    hashesPerSecond: rateOf(live[`chain_rate${index}`], unit),
    chipTemperature:
      hottest(numbersIn(live[`temp_chip${index}`])) ?? hottest([live[`temp2_${index}`]]),
    boardTemperature:
      hottest(numbersIn(live[`temp_pcb${index}`])) ?? hottest([live[`temp${index}`]]),
    hardwareErrors: countOf(live[`chain_hw${index}`]),
  };
}

function fansOf(live: Fields): readonly number[] {
  const listed = numbersIn(live['fan']);
  const count = Math.min(countOf(live['fan_num']) ?? MAX_PARTS, MAX_PARTS);
  const reported =
    listed.length > 0
      ? listed
      : Array.from({ length: count }, (_, index) => live[`fan${index + 1}`]);
  return reported.map(rpmOf).filter((rpm) => rpm !== null);
}

/** Model and firmware, from the answers to `version` and `stats`. */
export function antminerName(
  version: Fields | null,
  stats: Fields | null,
): { readonly model: string | null; readonly firmware: string | null } {
  const info = stats?.['INFO'];
  const sources = [
    sectionOf(version, 'VERSION'),
    sectionOf(stats, 'STATS'),
    isFields(info) ? info : {},
  ];
  const type = firstText(sources, ['Type', 'type']);
  const live = liveStats(stats);
  const ideal = rateOf(live['total_rateideal'] ?? live['rate_ideal'], unitOf(live));
  return {
    model: type === null ? null : antminerModel(type, ideal),
    firmware: firstText(sources, ['CompileTime', 'Miner', 'miner_version']),
  };
}

function firstText(sources: readonly Fields[], keys: readonly string[]): string | null {
  for (const key of keys) {
    for (const source of sources) {
      const text = textOf(source[key]);
      if (text !== null) return text;
    }
  }
  return null;
}
