/**
 * Hash rates well below usual. What is usual is a mean that forgets over a day, learned from the rates
 * themselves; it counts once it has been learned for an hour, or at once where history knows it. Rates from shares vary by chance, so a
 * rate counts as low only where chance does not explain it, and once it has been low for a while.
 */
import type { MinerSnapshot } from '../../state/snapshot-types.ts';
import type { NoticeFacts } from '../notice.ts';
import { machineName } from './machine-absence.ts';
import { lasted, OFF } from './watch-rules.ts';
import type { Lasting, WatchRules } from './watch-rules.ts';

/** What is known of one rate. */
interface UsualRate {
  /** Hashes per second. */
  readonly usual: number;
  readonly learnedSinceMs: number;
  readonly atMs: number;
  readonly low: Lasting;
}

/** By key of the machine; this computer's own workers have the empty one. */
export type RateWatch = ReadonlyMap<string, UsualRate>;

export const NO_RATES_KNOWN: RateWatch = new Map();

/** The mean forgets a change by two thirds in this time. */
const FORGETS_MS = 24 * 3_600_000;
/** Two looks are at most this far apart. */
const LOOKS_MS = 10_000;
const LEARNED_MS = 3_600_000;
const LOW_FOR_MS = 10 * 60_000;
const FINE_FOR_MS = 10 * 60_000;
/** Standard deviations that a rate lies below the limit. */
const SURE = 2;
/** Shares that are usual in the ten minutes of a rate; without any, fewer would be no proof. */
const USUAL_SHARES = 20;
const TEN_MINUTES_S = 600;

interface Rate {
  readonly key: string;
  readonly machine: string | null;
  readonly rate: number;
  /** The rate is this at most, apart from chance. */
  readonly atMost: number;
  /** Expected hashes of one share; null where the rate is not computed from shares. */
  readonly difficulty: number | null;
}

/**
 * After a look at the rates while mining.
 * @param usualRate what history knows of a machine; asked for one machine a look, as it reads a day of samples
 */
export function watchRates(
  before: RateWatch,
  snapshot: Pick<MinerSnapshot, 'stratum' | 'hashesPerSecondMinute' | 'phase' | 'atMs'>,
  { notifyRateBelow: limit }: Pick<WatchRules, 'notifyRateBelow'>,
  usualRate: (machineKey: string) => number | null,
): { readonly watch: RateWatch; readonly notices: readonly NoticeFacts[] } {
  const { atMs } = snapshot;
  const watch = new Map(before);
  const notices: NoticeFacts[] = [];
  const rates = ratesOf(snapshot);
  let hasAsked = false;
  for (const now of rates) {
    const known = before.get(now.key);
    if (known === undefined && now.machine !== null) {
      if (!hasAsked) watch.set(now.key, remembered(usualRate(now.key), now.rate, atMs));
      hasAsked = true;
      continue;
    }
    if (known === undefined || now.rate > 0) {
      watch.set(now.key, learned(known, now.rate, atMs));
    }
    const at = watch.get(now.key);
    if (known === undefined || at === undefined) continue;
    const isKnown = atMs - known.learnedSinceMs >= LEARNED_MS && canTell(now, known.usual);
    const looksLow = isKnown && now.atMost < limit * known.usual;
    const low = lasted(known.low, looksLow, atMs, { onMs: LOW_FOR_MS, offMs: FINE_FOR_MS });
    watch.set(now.key, { ...at, low });
    if (low.isOn && !known.low.isOn) {
      const { machine, rate } = now;
      notices.push({ kind: 'rate-low', machine, rate, usual: known.usual });
    }
  }
  return { watch: snapshot.stratum === null ? watch : pruned(watch, snapshot.stratum), notices };
}

function ratesOf({
  stratum,
  hashesPerSecondMinute,
  phase,
}: Pick<MinerSnapshot, 'stratum' | 'hashesPerSecondMinute' | 'phase'>): readonly Rate[] {
  // Without work there is no rate; that has a notice of its own.
  if (phase !== 'mining') return [];
  if (stratum === null) {
    const rate = hashesPerSecondMinute;
    return [{ key: '', machine: null, rate, atMost: rate, difficulty: null }];
  }
  return stratum.machines
    .filter(({ leftAtMs, shares }) => leftAtMs === null && shares.accepted > 0)
    .map((machine) => {
      const { hashesPerSecond: rate, relativeError } = machine.hashRate.tenMinutes;
      return {
        key: machine.key,
        machine: machineName(machine),
        rate,
        atMost: rate * (1 + SURE * (relativeError ?? 0)),
        difficulty: machine.difficulty,
      };
    });
}

/** Whether ten minutes have enough shares at the usual rate. */
function canTell({ difficulty }: Rate, usual: number): boolean {
  return difficulty === null || (usual * TEN_MINUTES_S) / difficulty >= USUAL_SHARES;
}

function learned(known: UsualRate | undefined, rate: number, atMs: number): UsualRate {
  if (known === undefined) return { usual: rate, learnedSinceMs: atMs, atMs, low: OFF };
  // Time away does not count.
  const passedMs = Math.min(LOOKS_MS, Math.max(0, atMs - known.atMs));
  const ageMs = atMs - known.learnedSinceMs;
  // A plain mean at first.
  const part = passedMs / Math.max(1, Math.min(FORGETS_MS, ageMs));
  return { ...known, atMs, usual: known.usual + Math.min(1, part) * (rate - known.usual) };
}

/** A machine that is seen for the first time, or again after a restart. */
function remembered(usual: number | null, rate: number, atMs: number): UsualRate {
  const known = learned(undefined, usual ?? rate, atMs);
  return usual === null ? known : { ...known, learnedSinceMs: atMs - FORGETS_MS };
}

/** This computer's own workers are learned with each start: their settings may have changed. */
export function withoutOwnRate(watch: RateWatch): RateWatch {
  return new Map([...watch].filter(([key]) => key !== ''));
}

/** Machines that are no longer listed are forgotten. */
function pruned(
  watch: ReadonlyMap<string, UsualRate>,
  { machines }: NonNullable<MinerSnapshot['stratum']>,
): RateWatch {
  const listed = new Set(machines.map(({ key }) => key));
  return new Map([...watch].filter(([key]) => listed.has(key)));
}
