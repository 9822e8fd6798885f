/** What a screen sees of the miner's state at a time. */
import { deviceProblemsOf, devicesOf } from '../devices/device-snapshots.ts';
import { hashRateOver } from '../hash-meter.ts';
import { machinesOf } from '../machines/machine-snapshots.ts';
import { NO_BLOCKS } from '../snapshot-types.ts';
import type { MinerSnapshot, OwnBlockState } from '../snapshot-types.ts';
import type { MinerState } from './miner-state.ts';
import { groupsOf } from './group-states.ts';
import { effortOn } from './network-efforts.ts';
import { failsNow, problemsNow } from './worker-problems.ts';
import { hasWork, isSearching, rateNow } from './worker-states.ts';

const NOW_MS = 10_000;
const MINUTE_MS = 60_000;

/** The state at `nowMs` as a screen sees it. */
export function snapshotOf(state: MinerState, nowMs: number): MinerSnapshot {
  const workers = [...state.workers].map(([name, worker]) => {
    const { kind, engine, isRateReported, silentSinceMs, work } = worker;
    return {
      name,
      kind,
      engine,
      silentSinceMs,
      hashesPerSecond: rateNow(worker, NOW_MS, nowMs),
      isRateReported,
      work: work?.endedAtMs === null ? { chain: work.chain, height: work.height } : null,
    };
  });
  const stratum = machinesOf(state.machines, nowMs, outdatedSinceMs(state));
  const machinesRate = stratum?.rate.hashesPerSecond ?? 0;
  const groups = groupsOf(state, stratum, NOW_MS, nowMs);
  const rate = groups.reduce((sum, group) => sum + group.hashesPerSecond, 0);
  const minute = minuteRate(state, machinesRate, nowMs);
  const difficulty = meanDifficulty(state, nowMs);
  const searches = (name: string): boolean => {
    const worker = state.workers.get(name);
    return worker !== undefined && isSearching(worker);
  };
  const problems = [
    ...problemsNow(state.problems, searches, nowMs),
    ...deviceProblemsOf(state.devices, stratum),
  ];
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
    groups,
    workers,
    stratum,
    devices: devicesOf(state.devices, stratum, nowMs),
    deviceSearch: state.devices.search,
    hashesPerSecond: rate,
    isRateKnown:
      rate > 0 || (state.phase !== 'starting' && groups.every(({ isRateKnown }) => isRateKnown)),
    hashesPerSecondMinute: minute,
    difficulty,
    expectedSecondsToBlock: difficulty === null || minute === 0 ? null : difficulty / minute,
    effort:
      state.phase === 'stopped' || state.network === null
        ? null
        : effortOn(state.efforts, state.network.versionName),
    blocks: state.blocks,
    blockCounts: summed(state.countsByNetwork),
    blockNetworks: [...state.countsByNetwork].map(([versionName, counts]) => ({
      versionName,
      counts,
    })),
  };
}

/** Over a minute; of machines what their rows say, which looks further back as their shares are few. */
function minuteRate(
  { phase, groups, workers }: MinerState,
  machinesRate: number,
  nowMs: number,
): number {
  // Nothing searches any more while the node's last answers are awaited.
  if (phase === 'stopping') return 0;
  const hashing = [...workers.values()].filter(({ kind }) => kind !== 'stratum');
  return hashing.reduce(
    (sum, { meter }) => sum + hashRateOver(meter, MINUTE_MS, nowMs),
    // Machines of an earlier start stay listed.
    groups.some(({ kind }) => kind === 'stratum') ? machinesRate : 0,
  );
}

function summed(byNetwork: MinerState['countsByNetwork']): MinerSnapshot['blockCounts'] {
  const sum = { ...NO_BLOCKS };
  for (const counts of byNetwork.values()) {
    for (const state of Object.keys(sum) as OwnBlockState[]) sum[state] += counts[state];
  }
  return sum;
}

/** Since when machines have had no new work because the node in use fails; null where that is not so. */
function outdatedSinceMs({ node, problems, workers }: MinerState): number | null {
  const lanes = [...workers.values()].filter(({ kind }) => kind === 'stratum');
  if (node === null || lanes.length === 0 || lanes.some(isSearching)) return null;
  const lost = problems.find((problem) => problem.kind === 'node' && problem.node === node.url);
  return lost?.sinceMs ?? null;
}

function someoneMines({ workers, problems }: MinerState, nowMs: number): boolean {
  return [...workers].some(
    ([name, worker]) => isSearching(worker) && !failsNow(problems, name, nowMs),
  );
}

function meanDifficulty({ workers }: MinerState, nowMs: number): number | null {
  const difficulties = [...workers.values()].flatMap((worker) =>
    hasWork(worker, nowMs) ? (worker.work?.difficulty ?? []) : [],
  );
  if (difficulties.length === 0) return null;
  return difficulties.reduce((sum, each) => sum + each, 0) / difficulties.length;
}
