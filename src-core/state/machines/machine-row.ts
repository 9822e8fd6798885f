/** One machine of the list: how events change it, and what it keeps when it reconnects. */
import type { MachineSnapshot } from '../snapshot-types.ts';
import { NO_RATES } from '../../stratum/rate-estimates.ts';
import { MACHINE_STAGES, MINING_SHARES, NO_SHARES } from '../../stratum/stratum-events.ts';
import type {
  MachineDescription,
  MachineMeasurement,
  MachineStage,
  ShareCounts,
} from '../../stratum/stratum-events.ts';

export interface Machine extends Omit<MachineSnapshot, 'isOnline' | 'outdatedSinceMs'> {
  /** Place in the list. */
  readonly order: number;
  /** Shares of the rig's connections before this one. */
  readonly sharesBefore: ShareCounts;
  /** Accepted shares when it began to work without a longer break. */
  readonly acceptedBefore: number;
  /** When it last sent something. */
  readonly heardAtMs: number;
  /** It works beside another connection of the same name, and has no claim to that one's place. */
  readonly isApart: boolean;
}

/** Goldshell boxes open and close connections every few seconds while they keep mining. */
export const FLAP_MS = 15_000;
/**
 * A connection that is silent for this long while its rig is back on another one counts as cut off.
 */
const GHOST_MS = 30_000;

/** A new connection. Its key is unique, also across restarts of the program. */
export function newMachine(description: MachineDescription, order: number, atMs: number): Machine {
  const { session, address } = description;
  return {
    key: `${address}#${atMs}-${order}`,
    order,
    session,
    ...wordsOf(description),
    hashRate: NO_RATES,
    level: null,
    difficulty: null,
    shares: NO_SHARES,
    sharesBefore: NO_SHARES,
    acceptedBefore: 0,
    lastRefusal: null,
    isAllRefused: false,
    refusedLately: 0,
    lastShareAtMs: null,
    connectedAtMs: atMs,
    workSinceMs: hasWork(description.stage) ? atMs : null,
    heardAtMs: atMs,
    isApart: false,
    leftAtMs: null,
    leftReason: null,
  };
}

/** The machine after it said something of itself or passed a stage. */
export function described(
  machine: Machine,
  description: MachineDescription,
  atMs: number,
): Machine {
  const words = wordsOf(description);
  return {
    ...machine,
    ...words,
    stage: further(machine.stage, words.stage),
    workSinceMs: machine.workSinceMs ?? (hasWork(words.stage) ? atMs : null),
    heardAtMs: atMs,
  };
}

/**
 * The machine with its figures. Figures that a new connection does not have yet stay as they were.
 */
export function measured(machine: Machine, measurement: MachineMeasurement, atMs: number): Machine {
  const { lastRefusal, lastRefusalAgeMs, lastShareAgeMs } = measurement;
  const shares = combined(machine.sharesBefore, measurement.shares, 1);
  const hasGrown = sharesIn(shares) > sharesIn(machine.shares);
  return {
    ...machine,
    shares,
    stage: further(machine.stage, stageAfter(shares.accepted - machine.acceptedBefore)),
    heardAtMs: hasGrown ? atMs : machine.heardAtMs,
    hashRate: lastShareAgeMs === null ? machine.hashRate : measurement.hashRate,
    level: measurement.level ?? machine.level,
    difficulty: measurement.difficulty ?? machine.difficulty,
    lastRefusal:
      lastRefusal === null
        ? machine.lastRefusal
        : { refusal: lastRefusal, atMs: atMs - (lastRefusalAgeMs ?? 0) },
    isAllRefused: measurement.isAllRefused,
    refusedLately: measurement.refusedLately,
    lastShareAtMs: lastShareAgeMs === null ? machine.lastShareAtMs : atMs - lastShareAgeMs,
  };
}

/**
 * The machine in the place of its rig's earlier connection. Counts continue; after a short absence
 * its stage, its last share and the time of its connection stay as they were.
 */
export function inPlaceOf(machine: Machine, before: Machine, atMs: number): Machine {
  const { key, order, shares } = before;
  const taken = {
    ...machine,
    key,
    order,
    shares: combined(shares, machine.shares, 1),
    sharesBefore: shares,
  };
  const awayMs = atMs - (before.leftAtMs ?? before.heardAtMs);
  if (awayMs >= FLAP_MS) return { ...taken, acceptedBefore: shares.accepted };
  return {
    ...taken,
    acceptedBefore: before.acceptedBefore,
    stage: further(before.stage, machine.stage),
    hashRate: machine.lastShareAtMs === null ? before.hashRate : machine.hashRate,
    level: machine.level ?? before.level,
    difficulty: machine.difficulty ?? before.difficulty,
    lastRefusal: machine.lastRefusal ?? before.lastRefusal,
    isAllRefused: before.isAllRefused && machine.lastShareAtMs === null,
    refusedLately: Math.max(before.refusedLately, machine.refusedLately),
    lastShareAtMs: machine.lastShareAtMs ?? before.lastShareAtMs,
    connectedAtMs: before.connectedAtMs,
    workSinceMs: before.workSinceMs ?? machine.workSinceMs,
  };
}

/**
 * Whether this is most likely the same machine, back before its old connection has ended: the old
 * one has been silent since. It is certain only when the old one sends something or has been silent
 * for long.
 */
export function mayBeBack(before: Machine, { agent, connectedAtMs }: Machine): boolean {
  return before.agent === agent && before.heardAtMs < connectedAtMs;
}

/** Whether an old connection counts as cut off (a power cut closes none). */
export function isGhost(before: Machine, machine: Machine, atMs: number): boolean {
  return mayBeBack(before, machine) && atMs - before.heardAtMs > GHOST_MS;
}

/** The machine with the shares of another connection of it, which has ended. */
export function withSharesOf(machine: Machine, { shares }: Machine): Machine {
  return {
    ...machine,
    shares: combined(machine.shares, shares, 1),
    sharesBefore: combined(machine.sharesBefore, shares, 1),
  };
}

/**
 * The machine in a place of its own, after a connection that counted as cut off sent shares again.
 * What it had sent before is counted at its old place.
 */
export function apart(machine: Machine, order: number): Machine {
  const { rig, address, shares, sharesBefore } = machine;
  return {
    ...machine,
    key: `${rigKey(rig ?? '', address)}#${machine.connectedAtMs}-${order}`,
    order,
    isApart: true,
    shares: NO_SHARES,
    sharesBefore: combined(sharesBefore, shares, -1),
    acceptedBefore: 0,
  };
}

/** Whether a measurement holds shares that the machine does not know of. */
export function hasNewShares(
  { shares, sharesBefore }: Machine,
  measurement: MachineMeasurement,
): boolean {
  return sharesIn(measurement.shares) > sharesIn(shares) - sharesIn(sharesBefore);
}

/** The key of a rig at an address. */
export function rigKey(rig: string, address: string): string {
  return `${rig}@${address}`;
}

function wordsOf(description: MachineDescription) {
  const { stage, address, agent, user, rig, refusal, difficultyNotice } = description;
  return { stage, address, agent, user, rig, refusal, difficultyNotice };
}

function further(a: MachineStage, b: MachineStage): MachineStage {
  return MACHINE_STAGES.indexOf(a) > MACHINE_STAGES.indexOf(b) ? a : b;
}

function hasWork(stage: MachineStage): boolean {
  return MACHINE_STAGES.indexOf(stage) >= MACHINE_STAGES.indexOf('job-sent');
}

/** As far as accepted shares alone prove it; they may be of several short connections. */
function stageAfter(accepted: number): MachineStage {
  if (accepted >= MINING_SHARES) return 'mining';
  return accepted > 0 ? 'first-share' : 'connected';
}

/** Shares of each kind, accepted and refused. */
export function sharesIn({ accepted, stale, duplicate, low, invalid }: ShareCounts): number {
  return accepted + stale + duplicate + low + invalid;
}

/** a + sign · b */
export function combined(a: ShareCounts, b: ShareCounts, sign: 1 | -1): ShareCounts {
  return {
    accepted: a.accepted + sign * b.accepted,
    blocks: a.blocks + sign * b.blocks,
    stale: a.stale + sign * b.stale,
    duplicate: a.duplicate + sign * b.duplicate,
    low: a.low + sign * b.low,
    invalid: a.invalid + sign * b.invalid,
  };
}
