/**
 * Whether a machine's own hash rate and the one that its shares prove here differ more than chance
 * allows, and why. Pure.
 */
import type { HashRateEstimates, ShareCounts } from '../../stratum/stratum-events.ts';
import type { DeviceFamily, DeviceReading } from '../device.ts';
import type { DeviceComplaint } from '../device-complaint.ts';
import { isWarmingUp } from './warm-up.ts';

/** Hashes per second as our shares prove them, and as the machine reports them. */
interface Rates {
  readonly ours: number;
  readonly theirs: number;
}

export type RateDifference = Rates &
  (
    | { readonly kind: 'other-pool'; readonly url: string }
    /** Shares that we refuse: part of all, 0 … 1. */
    | { readonly kind: 'rejects'; readonly share: number }
    /** Results that its chips got wrong: part of all, 0 … 1. */
    | { readonly kind: 'hardware-errors'; readonly share: number }
    /** Its own figure is not right yet. */
    | { readonly kind: 'warming-up'; readonly uptimeSeconds: number }
    | { readonly kind: 'unexplained' }
  );

/** What the machine says of itself. */
export interface DeviceView {
  readonly family: DeviceFamily;
  readonly reading: DeviceReading;
  readonly complaints: readonly DeviceComplaint[];
}

/** What the Stratum server sees of it. */
export interface StratumView {
  readonly hashRate: HashRateEstimates;
  readonly shares: ShareCounts;
  /** Expected hashes of a share; null before the first job. */
  readonly difficulty: number | null;
  readonly connectedSeconds: number;
}

/** A minute is too short for shares to say much. */
const WINDOWS = [
  ['tenMinutes', 600],
  ['oneHour', 3600],
] as const;

/** Its own rate is that of some seconds, and swings by 5 %. */
const MATTERS = 0.1;
/** Standard deviations. Three would be passed by chance some times a day with twenty machines. */
const BEYOND_CHANCE = 4;

/** Null where they agree, and where it is not known yet. */
export function rateDifference(device: DeviceView, stratum: StratumView): RateDifference | null {
  const { hashesPerSecond: theirs, uptimeSeconds, isAsleep } = device.reading;
  if (theirs === null || theirs <= 0 || isAsleep) return null;
  for (const [window, seconds] of WINDOWS) {
    const lookedAtSeconds = Math.min(seconds, stratum.connectedSeconds);
    // Before it started it was another rate.
    if (uptimeSeconds !== null && uptimeSeconds < lookedAtSeconds) continue;
    const { hashesPerSecond: ours, relativeError } = stratum.hashRate[window];
    const expectedShares =
      relativeError === null
        ? (theirs * lookedAtSeconds) / (stratum.difficulty ?? Infinity)
        : theirs / (ours * relativeError ** 2);
    const chance = BEYOND_CHANCE / Math.sqrt(expectedShares);
    const difference = Math.abs(ours / theirs - 1);
    if (difference > Math.max(MATTERS, chance)) return explained(device, stratum, { ours, theirs });
  }
  return null;
}

/** The surest reason first. A reason counts when it explains half of what is missing. */
function explained(
  { family, reading, complaints }: DeviceView,
  { shares }: StratumView,
  rates: Rates,
): RateDifference {
  const missing = 1 - rates.ours / rates.theirs;
  const explains = (part: number): boolean => missing > 0 && part >= missing / 2;
  const other = complaints.find(({ kind }) => kind === 'other-pool');
  if (other?.kind === 'other-pool' && missing > 0) {
    return { ...rates, kind: 'other-pool', url: other.url };
  }
  const refused = refusedShare(shares);
  if (explains(refused)) return { ...rates, kind: 'rejects', share: refused };
  const { hardwareErrorShare, uptimeSeconds } = reading;
  if (hardwareErrorShare !== null && explains(hardwareErrorShare)) {
    return { ...rates, kind: 'hardware-errors', share: hardwareErrorShare };
  }
  if (uptimeSeconds !== null && isWarmingUp(family, uptimeSeconds)) {
    return { ...rates, kind: 'warming-up', uptimeSeconds };
  }
  return { ...rates, kind: 'unexplained' };
}

function refusedShare({ accepted, stale, duplicate, low, invalid }: ShareCounts): number {
  const refused = stale + duplicate + low + invalid;
  return refused === 0 ? 0 : refused / (accepted + refused);
}
