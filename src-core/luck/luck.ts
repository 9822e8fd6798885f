/** Luck: blocks found over blocks expected. */
import { poissonRange } from './poisson-range.ts';

const DAY_MS = 86_400_000;

/** The periods over which luck is computed, in days. */
const LUCK_DAYS = [1, 7, 30] as const;

/** Work that was done within a time. Times are ms since the Unix epoch. */
export interface EffortSpan {
  readonly fromMs: number;
  /** After `fromMs`. */
  readonly untilMs: number;
  /** Hashes, each weighed by 1 / difficulty: the number of blocks expected of them. */
  readonly effort: number;
}

export interface Luck {
  readonly days: (typeof LUCK_DAYS)[number];
  /** Blocks found. */
  readonly found: number;
  /** Blocks expected of the work done. */
  readonly expected: number;
  /** `found / expected`: 1 is average, more is better; null while nothing was tried. */
  readonly luck: number | null;
  /** Where luck lies by chance alone for at least 95 % of miners with this work; null without luck. */
  readonly range: { readonly low: number; readonly high: number } | null;
}

/**
 * Luck over the last day, week and month before `nowMs`.
 *
 * Every block that was solved counts, also one that was orphaned, superseded or refused: what became of it later
 * says nothing about luck in the search, and its hashes are in the effort.
 * @param spans in order of time; where one begins before the period, its effort counts by the part of its time within
 *   it. Blocks from before the first one do not count: their effort is not known
 * @param countFound how many blocks were found after a time (ms since the Unix epoch) and up to `nowMs`
 */
export function luckBefore(
  nowMs: number,
  spans: readonly EffortSpan[],
  countFound: (afterMs: number) => number,
): readonly Luck[] {
  const [first] = spans;
  return LUCK_DAYS.map((days) => {
    const sinceMs = nowMs - days * DAY_MS;
    const found = first === undefined ? 0 : countFound(Math.max(sinceMs, first.fromMs));
    const expected = spans.reduce((sum, span) => sum + effortWithin(span, sinceMs, nowMs), 0);
    return { days, found, ...luckOf(found, expected) };
  });
}

/**
 * Luck of a count of blocks against an expected one.
 * @throws RangeError when `expected` is negative or not finite
 */
export function luckOf(found: number, expected: number): Pick<Luck, 'expected' | 'luck' | 'range'> {
  if (expected === 0) return { expected, luck: null, range: null };
  const { low, high } = poissonRange(expected);
  const range = { low: low / expected, high: high / expected };
  return { expected, luck: found / expected, range };
}

function effortWithin({ fromMs, untilMs, effort }: EffortSpan, sinceMs: number, nowMs: number) {
  const sharedMs = Math.min(untilMs, nowMs) - Math.max(fromMs, sinceMs);
  return sharedMs <= 0 ? 0 : effort * Math.min(1, sharedMs / (untilMs - fromMs));
}
