/** The scale of an axis for what is looked at: a spike long gone does not flatten the rest. Pure. */
import { axisTicks } from './axis-ticks.ts';

export interface RateScale {
  /** From 0 to the top of the axis. */
  readonly ticks: readonly number[];
  /** The highest value where it is beyond the top, so that the line is cut off there; null otherwise. */
  readonly beyond: number | null;
}

/** A value this many times as high as nearly all others, and as the newest ones, is a spike. */
const SPIKE_TIMES = 4;
const SLOPE_TIMES = 1.5;
/** Where spikes are more than this share of the values, they belong to the picture. */
const SPIKES_AT_MOST = 0.25;
/** The newest values, which are always seen whole, as a share of all. */
const NEWEST = 0.1;

/** @param rates oldest first; unknown ones left out */
export function rateScale(rates: readonly number[]): RateScale {
  const positive = rates.filter((rate) => rate > 0);
  const sorted = [...positive].sort((a, b) => a - b);
  const usual = sorted[Math.floor((sorted.length - 1) * (1 - SPIKES_AT_MOST))] ?? 0;
  const newest = positive.slice(-Math.ceil(positive.length * NEWEST));
  const seen = Math.max(usual, ...newest);
  const highest = sorted.at(-1) ?? 0;
  const isCut = highest > seen * SPIKE_TIMES;
  // The slopes of a spike do not count either.
  const top = isCut ? (sorted.findLast((rate) => rate <= seen * SLOPE_TIMES) ?? 0) : highest;
  return { ticks: axisTicks(top * 1.05), beyond: isCut ? highest : null };
}
