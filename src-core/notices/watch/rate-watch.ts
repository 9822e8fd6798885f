/**
 * Hash rates well below usual, of machines and of each kind of worker on this computer. What is usual is a mean that
 * forgets over a day, learned from the rates themselves; it counts once it has been learned for an hour, or at once
 * where history knows it. Rates from shares vary by chance, so a rate counts as low only where chance does not explain
 * it, and once it has been low for a while.
 */
import { usesThisComputer } from '../../config/workers-of.ts';
import type { WorkerKind } from '../../config/workers-of.ts';
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

/** By key: see {@link Rate}. */
export type RateWatch = ReadonlyMap<string, UsualRate>;

/** Whose rate it is: a machine by its key, or a kind of worker on this computer. */
export type RateOwner =
  | { readonly machine: string; readonly worker: null }
  | { readonly machine: null; readonly worker: WorkerKind };

/** What history knows of a usual rate, hashes per second; null where it knows too little. */
export type UsualRates = (owner: RateOwner) => number | null;

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
/** No machine has such a key: a rig's has an `@`. */
const OWN = 'worker ';

interface Rate {
  /** A machine's key, or a worker's kind behind {@link OWN}. */
  readonly key: string;
  readonly owner: RateOwner;
  /** What a machine goes by; null for this computer. */
  readonly name: string | null;
  readonly rate: number;
  /** The rate is this at most, apart from chance. */
  readonly atMost: number;
  /** Expected hashes of one share; null where the rate is not computed from shares. */
  readonly difficulty: number | null;
}

/**
 * After a look at the rates while mining.
 * @param usualRate asked for one rate a look, as it reads a day of samples
 */
export function watchRates(
  before: RateWatch,
  snapshot: RatedSnapshot,
  { notifyRateBelow: limit }: Pick<WatchRules, 'notifyRateBelow'>,
  usualRate: UsualRates,
): { readonly watch: RateWatch; readonly notices: readonly NoticeFacts[] } {
  const { atMs } = snapshot;
  const watch = new Map(before);
  const notices: NoticeFacts[] = [];
  const rates = ratesOf(snapshot);
  let hasAsked = false;
  for (const now of rates) {
    const known = before.get(now.key);
    if (known === undefined) {
      if (!hasAsked) watch.set(now.key, remembered(usualRate(now.owner), now.rate, atMs));
      hasAsked = true;
      continue;
    }
    const next = now.rate > 0 ? learned(known, now.rate, atMs) : known;
    const isKnown = atMs - known.learnedSinceMs >= LEARNED_MS && canTell(now, known.usual);
    const looksLow = isKnown && now.atMost < limit * known.usual;
    const low = lasted(known.low, looksLow, atMs, { onMs: LOW_FOR_MS, offMs: FINE_FOR_MS });
    watch.set(now.key, { ...next, low });
    if (low.isOn && !known.low.isOn) {
      const { name, owner, rate } = now;
      const facts = { machine: name, worker: owner.worker, rate, usual: known.usual };
      notices.push({ kind: 'rate-low', ...facts });
    }
  }
  for (const [key, known] of before) {
    // What is not seen does not last.
    if (!rates.some((now) => now.key === key))
      watch.set(key, { ...known, low: settled(known.low) });
  }
  return { watch: snapshot.stratum === null ? watch : pruned(watch, snapshot.stratum), notices };
}

function settled({ isOn }: Lasting): Lasting {
  return { isOn, turnedAtMs: null };
}

type RatedSnapshot = Pick<MinerSnapshot, 'stratum' | 'groups' | 'workers' | 'phase' | 'atMs'>;

function ratesOf(snapshot: RatedSnapshot): readonly Rate[] {
  // Without work there is no rate; that has a notice of its own.
  if (snapshot.phase !== 'mining') return [];
  return [...ownRates(snapshot), ...machineRates(snapshot)];
}

/** Of the kinds that mine on this computer; programs that do not report their rate show it too seldom. */
function ownRates({ groups, workers }: Pick<MinerSnapshot, 'groups' | 'workers'>): readonly Rate[] {
  return groups
    .filter(({ kind, state }) => usesThisComputer(kind) && state === 'mining')
    .filter(
      ({ kind: of }) =>
        of !== 'external' || workers.every((each) => each.kind !== of || each.isRateReported),
    )
    .map(({ kind, hashesPerSecond: rate }) => {
      const owner = { machine: null, worker: kind } as const;
      return { key: OWN + kind, owner, name: null, rate, atMost: rate, difficulty: null };
    });
}

function machineRates({ stratum }: Pick<MinerSnapshot, 'stratum'>): readonly Rate[] {
  if (stratum === null) return [];
  return stratum.machines
    .filter(({ leftAtMs, shares }) => leftAtMs === null && shares.accepted > 0)
    .map((machine) => {
      const { hashesPerSecond: rate, relativeError } = machine.hashRate.tenMinutes;
      return {
        key: machine.key,
        owner: { machine: machine.key, worker: null },
        name: machineName(machine),
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

function learned(known: UsualRate, rate: number, atMs: number): UsualRate {
  // Time away does not count.
  const passedMs = Math.min(LOOKS_MS, Math.max(0, atMs - known.atMs));
  const ageMs = atMs - known.learnedSinceMs;
  // A plain mean at first.
  const part = passedMs / Math.max(1, Math.min(FORGETS_MS, ageMs));
  return { ...known, atMs, usual: known.usual + Math.min(1, part) * (rate - known.usual) };
}

/** A rate that is seen for the first time, or again after a restart. */
function remembered(usual: number | null, rate: number, atMs: number): UsualRate {
  const learnedSinceMs = usual === null ? atMs : atMs - FORGETS_MS;
  return { usual: usual ?? rate, learnedSinceMs, atMs, low: OFF };
}

/** At the next start the settings of this computer's workers may be others: history is asked again. */
export function withoutOwnRates(watch: RateWatch): RateWatch {
  return new Map([...watch].filter(([key]) => !key.startsWith(OWN)));
}

/** Machines that are no longer listed are forgotten. */
function pruned(
  watch: ReadonlyMap<string, UsualRate>,
  { machines }: NonNullable<MinerSnapshot['stratum']>,
): RateWatch {
  const listed = new Set(machines.map(({ key }) => key));
  return new Map([...watch].filter(([key]) => listed.has(key) || key.startsWith(OWN)));
}
