/** The figures of a soak, each with its bound. */
import { whole } from '../table.ts';
import { trendOf } from './trend.ts';

export interface Judged {
  readonly what: string;
  readonly figure: string;
  readonly bound: string;
  readonly holds: boolean;
}

/** Memory may be this much greater at the end than after the warm-up. */
const MEMORY_GROWTH = 0.05;
/** So may handles; a few come and go with requests that are under way. */
const HANDLE_GROWTH = 0.05;
const HANDLES_MORE = 3;
const MB = 1e6;

/** Bytes that are to stay flat. */
export function judgeMemory(what: string, bytes: readonly number[]): Judged {
  const { before, after } = trendOf(bytes);
  return {
    what,
    figure: trendText(bytes),
    bound: `at most ${percent(MEMORY_GROWTH)}`,
    holds: after <= before * (1 + MEMORY_GROWTH),
  };
}

/** Bytes that are part of others that are judged. */
export function statedMemory(what: string, bytes: readonly number[]): Judged {
  return stated(what, trendText(bytes));
}

/** Open files, sockets, timers: how many at a time. */
export function judgeHandles(what: string, counts: readonly number[]): Judged {
  const { before, after } = trendOf(counts);
  const most = Math.max(before * (1 + HANDLE_GROWTH), before + HANDLES_MORE);
  return {
    what,
    figure: `${before} -> ${after}`,
    bound: `at most ${whole(most)}`,
    holds: after <= most,
  };
}

/** A time that may also be as late as the control process of the same run was. */
export function judgeTime(what: string, ms: number, limitMs: number, controlMs: number): Judged {
  return {
    what,
    figure: `${ms.toFixed(1)} ms`,
    bound: `at most ${limitMs} ms + ${controlMs.toFixed(1)} ms of the control`,
    holds: ms <= limitMs + controlMs,
  };
}

/** A number that may not be greater. */
export function judgeMost(what: string, value: number, most: number, unit = ''): Judged {
  const text = (number: number): string => `${whole(number)}${unit === '' ? '' : ` ${unit}`}`;
  return { what, figure: text(value), bound: `at most ${text(most)}`, holds: value <= most };
}

/** A number that may not be smaller: a soak in which nothing happened shows nothing. */
export function judgeLeast(what: string, value: number, least: number): Judged {
  const bound = Math.ceil(least);
  return { what, figure: whole(value), bound: `at least ${whole(bound)}`, holds: value >= bound };
}

/** A figure without a bound of its own. */
export function stated(what: string, figure: string): Judged {
  return { what, figure, bound: '', holds: true };
}

function trendText(bytes: readonly number[]): string {
  const { before, after, growth } = trendOf(bytes);
  return `${megabytes(before)} -> ${megabytes(after)} (${percent(growth)})`;
}

export const megabytes = (bytes: number): string => `${(bytes / MB).toFixed(1)} MB`;

const percent = (part: number): string => `${(100 * part).toFixed(1)} %`;
