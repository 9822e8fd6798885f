/**
 * The lengths of points, and which of them a chart takes. Each point is stored in every length at once:
 * later, what is too old is only deleted, and a long range is as quick to read as a short one.
 */
import { POINTS_KEPT } from '../retention.ts';

const HOUR = 3_600;
const DAY = 24 * HOUR;

/** A length of points, seconds. */
export interface Tier {
  readonly seconds: number;
  /** How long its points are kept, seconds. */
  readonly keep: number;
  /** Points of this time are deleted at once at most: some hundred, whole hours. */
  readonly bite: number;
}

const SECONDS: Tier = { seconds: 10, keep: POINTS_KEPT.tenSeconds, bite: HOUR };
const MINUTES: Tier = { seconds: 60, keep: POINTS_KEPT.minutes, bite: 6 * HOUR };
const HOURS: Tier = { seconds: HOUR, keep: POINTS_KEPT.hours, bite: 15 * DAY };

/** Shortest first. */
export const TIERS = [SECONDS, MINUTES, HOURS] as const;

/** With this many points in a step, one more or less in a step does not show. */
const POINTS_IN_STEP = 4;

interface ChartSteps {
  /** The length of a step, seconds: steps begin at its multiples. */
  readonly seconds: number;
  /** The shortest points to read; where they are deleted already, longer ones. */
  readonly tier: Tier;
}

/**
 * The steps into which points are merged for a chart: even ones on the clock. Counted back from now
 * instead, the past of a chart would change each time that it is drawn.
 * @param points most steps between `fromMs` and `toMs` that are wanted, 2 or more; one step fewer is
 *   used, as the outer two are cut
 */
export function chartSteps(fromMs: number, toMs: number, points: number): ChartSteps {
  const wanted = (toMs - fromMs) / (points - 1) / 1000;
  const tier = TIERS.findLast(({ seconds }) => seconds * POINTS_IN_STEP <= wanted) ?? SECONDS;
  const seconds = tier.seconds * Math.max(1, Math.ceil(wanted / tier.seconds));
  return { seconds, tier };
}

/** Points of one length that begin within [from, to), seconds since the Unix epoch. */
export interface Stretch {
  readonly tier: Tier;
  readonly from: number;
  readonly to: number;
}

/**
 * Which points a chart reads: the shortest that it can use where they are kept, before that longer ones.
 * Stretches meet at full hours, where points of every length begin.
 * @param firstOf when the first point of a length begins that is still kept; null without any
 */
export function stretchesOf(
  fromMs: number,
  toMs: number,
  steps: ChartSteps,
  firstOf: (tier: Tier) => number | null,
): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let to = Math.floor(toMs / 1000) + 1;
  for (const tier of TIERS.filter(({ seconds }) => seconds >= steps.tier.seconds)) {
    if (to <= fromMs / 1000) break;
    const first = tier === HOURS ? -Infinity : (firstOf(tier) ?? Infinity);
    // Of points that are longer than a step, one that is cut by the range is all there is.
    const before = tier.seconds > steps.seconds ? tier.seconds - 1 : 0;
    const kept = Math.floor(first / HOUR) * HOUR;
    const from = Math.max(Math.ceil(fromMs / 1000) - before, kept);
    if (from < to) stretches.push({ tier, from, to });
    to = Math.min(to, kept);
  }
  return stretches;
}
