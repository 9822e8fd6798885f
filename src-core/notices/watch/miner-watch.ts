/** All watches together: from events and looks at the miner to notices. Pure: time is an argument. */
import type { MinerSnapshot } from '../../state/snapshot-types.ts';
import type { NoticeFacts } from '../notice.ts';
import { ROOMY, watchDisk } from './disk-watch.ts';
import type { DiskWatch } from './disk-watch.ts';
import { noticesOfEvent } from './event-notices.ts';
import type { UncertainBlocks, WatchedEvent } from './event-notices.ts';
import { ALL_COOL, watchHeat } from './heat-watch.ts';
import type { HeatWatch } from './heat-watch.ts';
import { NONE_AWAY, watchAbsence } from './machine-absence.ts';
import type { MachineAbsence } from './machine-absence.ts';
import { NONE_MISSING, watchMissing } from './missing-machines.ts';
import type { MissingMachines } from './missing-machines.ts';
import { NODE_FINE, watchNode } from './node-watch.ts';
import type { NodeWatch } from './node-watch.ts';
import { NO_RATES_KNOWN, watchRates, withoutOwnRates } from './rate-watch.ts';
import type { RateWatch, UsualRates } from './rate-watch.ts';
import { NO_STRETCHES, watchRejects } from './reject-watch.ts';
import type { RejectWatch } from './reject-watch.ts';
import { MOVES, watchStall } from './stall-watch.ts';
import type { StallWatch } from './stall-watch.ts';
import type { WatchRules } from './watch-rules.ts';
import { ALL_WORK, watchWorkers, withoutDoubts } from './worker-watch.ts';
import type { WorkerWatch } from './worker-watch.ts';

/** What the watches remember. */
export interface MinerWatch {
  readonly uncertain: UncertainBlocks;
  readonly absence: MachineAbsence;
  /** Those of runs before this one. */
  readonly missing: MissingMachines;
  readonly node: NodeWatch;
  readonly stall: StallWatch;
  readonly workers: WorkerWatch;
  readonly rates: RateWatch;
  readonly rejects: RejectWatch;
  readonly heat: HeatWatch;
  readonly disk: DiskWatch;
}

export const NEW_WATCH: MinerWatch = {
  uncertain: new Set(),
  absence: NONE_AWAY,
  missing: NONE_MISSING,
  node: NODE_FINE,
  stall: MOVES,
  workers: ALL_WORK,
  rates: NO_RATES_KNOWN,
  rejects: NO_STRETCHES,
  heat: ALL_COOL,
  disk: ROOMY,
};

interface Watched {
  readonly watch: MinerWatch;
  readonly notices: readonly NoticeFacts[];
}

/**
 * After an event. With the end of mining, outages end without a notice. Machines that were reported as away
 * stay so, or each pause would report them again.
 */
export function afterEvent(
  watch: MinerWatch,
  event: WatchedEvent,
  snapshot: Pick<MinerSnapshot, 'blocks'>,
): Watched {
  if (event.type === 'mining-stopping' || event.type === 'mining-stopped') {
    const absence = { ...watch.absence, sinceMs: null };
    const fresh = { node: NODE_FINE, stall: MOVES, workers: ALL_WORK };
    const rates = withoutOwnRates(watch.rates);
    return { watch: { ...watch, ...fresh, absence, rates }, notices: [] };
  }
  if (event.type === 'woke') {
    // Machines and nodes need a moment to be back.
    const absence = { ...watch.absence, sinceMs: null };
    const node = { ...watch.node, looks: null };
    const workers = withoutDoubts(watch.workers);
    return { watch: { ...watch, absence, node, workers }, notices: [] };
  }
  const { uncertain, notices } = noticesOfEvent(watch.uncertain, event, snapshot);
  return { watch: { ...watch, uncertain }, notices };
}

/** What a look needs beside the snapshot. */
interface Surroundings {
  /** Of the disk of the data folder; null where that is not known. */
  readonly freeBytes: number | null;
  readonly usualRate: UsualRates;
}

/** After a look, to be taken every second while mining. */
export function afterLook(
  watch: MinerWatch,
  snapshot: MinerSnapshot,
  rules: WatchRules,
  { freeBytes, usualRate }: Surroundings,
): Watched {
  if (snapshot.phase === 'stopped' || snapshot.phase === 'stopping') return { watch, notices: [] };
  const absence = watchAbsence(watch.absence, snapshot, rules);
  const missing = watchMissing(
    watch.missing,
    snapshot,
    rules,
    absence.absence.sinceMs ?? snapshot.atMs,
  );
  const node = watchNode(watch.node, snapshot);
  const stall = watchStall(watch.stall, snapshot);
  const workers = watchWorkers(watch.workers, snapshot);
  const rates = watchRates(watch.rates, snapshot, rules, usualRate);
  const rejects = watchRejects(watch.rejects, snapshot, rules);
  const heat = watchHeat(watch.heat, snapshot);
  const disk = watchDisk(watch.disk, snapshot, freeBytes);
  return {
    watch: {
      uncertain: watch.uncertain,
      absence: absence.absence,
      missing: missing.missing,
      node: node.watch,
      stall: stall.watch,
      workers: workers.watch,
      rates: rates.watch,
      rejects: rejects.watch,
      heat: heat.watch,
      disk: disk.watch,
    },
    notices: [absence, missing, node, stall, workers, rates, rejects, heat, disk].flatMap(
      ({ notices }) => notices,
    ),
  };
}
