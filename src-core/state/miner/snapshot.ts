/** What a screen sees of the miner's state at a time. */
import { devicesOf } from '../devices/device-snapshots.ts';
import { hashRateOver } from '../hash-meter.ts';
import { machinesOf } from '../machines/machine-snapshots.ts';
import type { MinerSnapshot } from '../snapshot-types.ts';
import type { MinerState } from './miner-state.ts';
import { failsNow, problemsNow } from './worker-problems.ts';

const NOW_MS = 10_000;
const MINUTE_MS = 60_000;

/** The state at `nowMs` as a screen sees it. */
export function snapshotOf(state: MinerState, nowMs: number): MinerSnapshot {
  const workers = [...state.workers].map(
    ([name, { engine, meter, isRateTold, silentSinceMs, work }]) => ({
      name,
      engine,
      silentSinceMs,
      hashesPerSecond: hashRateOver(meter, NOW_MS, nowMs),
      isRateTold,
      work: work && { chain: work.chain, height: work.height },
    }),
  );
  const meters = [...state.workers.values()].map(({ meter }) => meter);
  // Nothing searches any more while the node's last answers are awaited.
  const over = (windowMs: number): number =>
    state.phase === 'stopping'
      ? 0
      : meters.reduce((sum, meter) => sum + hashRateOver(meter, windowMs, nowMs), 0);
  const minute = over(MINUTE_MS);
  const stratum = machinesOf(state.machines, nowMs);
  const difficulty = meanDifficulty(state);
  const isSearching = (worker: string): boolean =>
    (state.workers.get(worker)?.work ?? null) !== null;
  const problems = [...problemsNow(state.problems, isSearching, nowMs), ...state.devices.problems];
  return {
    atMs: nowMs,
    phase: state.phase === 'waiting' && someoneMines(state, nowMs) ? 'mining' : state.phase,
    rests: state.rests,
    startedAtMs: state.startedAtMs,
    node: state.node,
    network: state.network,
    tips: state.tips,
    recentBlocks: state.recentBlocks,
    cutMovedAtMs: state.cutMovedAtMs,
    forkState: state.forkState,
    problems,
    workers,
    stratum,
    devices: devicesOf(state.devices, stratum, nowMs),
    deviceSearch: state.devices.search,
    hashesPerSecond: over(NOW_MS),
    hashesPerSecondMinute: minute,
    difficulty,
    expectedSecondsToBlock: difficulty === null || minute === 0 ? null : difficulty / minute,
    effort: state.phase === 'stopped' ? null : state.effort,
    blocks: state.blocks,
    blockCounts: state.blockCounts,
  };
}

function someoneMines({ workers, problems }: MinerState, nowMs: number): boolean {
  return [...workers].some(([name, { work }]) => work !== null && !failsNow(problems, name, nowMs));
}

function meanDifficulty({ workers }: MinerState): number | null {
  const difficulties = [...workers.values()].flatMap(({ work }) => work?.difficulty ?? []);
  if (difficulties.length === 0) return null;
  return difficulties.reduce((sum, each) => sum + each, 0) / difficulties.length;
}
