/** Machines of which too many shares are refused, counted over stretches of ten minutes and more. */
import type { MinerSnapshot } from '../../state/snapshot-types.ts';
import type { ShareCounts } from '../../stratum/stratum-events.ts';
import type { NoticeFacts } from '../notice.ts';
import { machineName } from './machine-absence.ts';
import type { WatchRules } from './watch-rules.ts';

interface Stretch {
  readonly sinceMs: number;
  readonly accepted: number;
  readonly refused: number;
  /** The stretch before was above the limit. */
  readonly isReported: boolean;
}

/** By key of the machine. */
export type RejectWatch = ReadonlyMap<string, Stretch>;

export const NO_STRETCHES: RejectWatch = new Map();

const STRETCH_MS = 10 * 60_000;
/** A stretch lasts until it has this many shares. */
const FEWEST_SHARES = 20;

/** After a look at the machines while mining. */
export function watchRejects(
  before: RejectWatch,
  { stratum, atMs }: Pick<MinerSnapshot, 'stratum' | 'atMs'>,
  { notifyRejectsAbove }: Pick<WatchRules, 'notifyRejectsAbove'>,
): { readonly watch: RejectWatch; readonly notices: readonly NoticeFacts[] } {
  const watch = new Map<string, Stretch>();
  const notices: NoticeFacts[] = [];
  for (const machine of stratum?.machines ?? []) {
    const { key, shares } = machine;
    const { accepted } = shares;
    const refused = refusedIn(shares);
    const stretch = before.get(key) ?? { sinceMs: atMs, accepted, refused, isReported: false };
    const refusedHere = refused - stretch.refused;
    const sharesHere = refusedHere + accepted - stretch.accepted;
    if (atMs - stretch.sinceMs < STRETCH_MS || sharesHere < FEWEST_SHARES) {
      watch.set(key, stretch);
      continue;
    }
    const isAbove = refusedHere / sharesHere > notifyRejectsAbove;
    if (isAbove && !stretch.isReported) {
      const facts = { refused: refusedHere, shares: sharesHere };
      notices.push({ kind: 'rejects-high', machine: machineName(machine), ...facts });
    }
    watch.set(key, { sinceMs: atMs, accepted, refused, isReported: isAbove });
  }
  return { watch, notices };
}

function refusedIn({ stale, duplicate, low, invalid }: ShareCounts): number {
  return stale + duplicate + low + invalid;
}
