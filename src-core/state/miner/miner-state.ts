/** What is true of the miner: a pure function from events to state. Nothing else decides it. */
import type { MinerEvent } from '../miner-events.ts';
import { SHOWN_OWN_BLOCKS } from '../snapshot-types.ts';
import type { MinerSnapshot, OwnBlock, Problem } from '../snapshot-types.ts';
import { NO_DEVICES, reduceDevices } from '../devices/device-list.ts';
import type { DeviceList } from '../devices/device-list.ts';
import { noMachines, reduceMachines } from '../machines/machine-list.ts';
import type { MachineList } from '../machines/machine-list.ts';
import { addHashes } from '../hash-meter.ts';
import { afterGroupChange, newGroups, withGroupBlock, withGroupShares } from './group-states.ts';
import type { KindStates } from './group-states.ts';
import { withBlocks } from './seen-blocks.ts';
import { effortOn, effortsAfter, withEffort } from './network-efforts.ts';
import type { NetworkEfforts } from './network-efforts.ts';
import {
  changedBlock,
  foundBlock,
  withBlockState,
  withFoundBlock,
  withReward,
} from './own-block-list.ts';
import { withProgramProblem } from './program-problems.ts';
import { afterFailure, afterSilence, afterTrouble, settled } from './worker-problems.ts';
import {
  phaseWithWork,
  waitingIfIdle,
  withEndedWork,
  withoutEndedWork,
  withWorker,
} from './worker-states.ts';
import type { WorkerStates } from './worker-states.ts';

type Shown = Pick<
  MinerSnapshot,
  | 'phase'
  | 'rests'
  | 'startedAtMs'
  | 'node'
  | 'network'
  | 'tips'
  | 'recentBlocks'
  | 'cutMovedAtMs'
  | 'forkState'
  | 'problems'
  | 'blocks'
>;

/** What the snapshot shows as it is, and what it is computed from. */
export interface MinerState extends Shown {
  readonly groups: KindStates;
  readonly workers: WorkerStates;
  readonly machines: MachineList;
  readonly devices: DeviceList;
  /** How many own blocks are in each state, by network. */
  readonly countsByNetwork: ReadonlyMap<string, MinerSnapshot['blockCounts']>;
  /** Hashes since the last own block of each network, each weighed by 1 / difficulty of its work. */
  readonly efforts: NetworkEfforts;
}

/** The state of a program that has not mined yet, with what its history knows. */
export function initialMinerState(
  blocks: readonly OwnBlock[] = [],
  countsByNetwork: MinerState['countsByNetwork'] = new Map(),
  efforts: NetworkEfforts = new Map(),
): MinerState {
  return {
    phase: 'stopped',
    rests: [],
    startedAtMs: null,
    node: null,
    network: null,
    tips: [],
    recentBlocks: [],
    cutMovedAtMs: null,
    forkState: null,
    problems: [],
    groups: [],
    workers: new Map(),
    machines: noMachines(),
    devices: NO_DEVICES,
    blocks: blocks.slice(0, SHOWN_OWN_BLOCKS),
    countsByNetwork,
    efforts,
  };
}

/** The state after `event`. */
export function reduceMiner(state: MinerState, event: MinerEvent): MinerState {
  switch (event.type) {
    case 'mining-started':
      return {
        ...state,
        phase: 'starting',
        startedAtMs: event.atMs,
        // The time without mining says nothing about the network.
        cutMovedAtMs: null,
        problems: state.problems.filter(({ kind }) => kind === 'history'),
        groups: newGroups(event.kinds),
        workers: new Map(),
      };
    case 'group-changed':
      return afterGroupChange(state, event);
    case 'mining-stopping':
      return { ...state, phase: 'stopping' };
    case 'mining-stopped':
      return {
        ...state,
        phase: 'stopped',
        startedAtMs: null,
        problems: state.problems.filter(({ kind }) => kind === 'history'),
        groups: [],
        workers: new Map(),
      };

    case 'woke':
      // It may have moved meanwhile.
      return { ...state, cutMovedAtMs: state.cutMovedAtMs === null ? null : event.atMs };

    case 'rests-changed':
      return { ...state, rests: event.rests };
    case 'paused':
    case 'resumed':
      return state;

    case 'node-chosen': {
      const same = state.network?.versionName === event.network.versionName;
      return {
        ...state,
        node: { url: event.node, latencyMs: null },
        network: event.network,
        // Streams belong to the node before.
        problems: state.problems.filter(({ kind }) => kind !== 'stream'),
        ...(!same && { tips: [], recentBlocks: [], cutMovedAtMs: null, forkState: null }),
      };
    }
    case 'node-answered':
      return {
        ...state,
        node: { url: event.node, latencyMs: event.latencyMs },
        // An answer settles what was wrong with this node, and with less preferred ones.
        problems: state.problems.filter(
          (problem) => problem.kind !== 'node' || event.preferred.includes(problem.node),
        ),
      };
    case 'node-failed': {
      const earlier = state.problems.find(
        (problem) => problem.kind === 'node' && problem.node === event.node,
      );
      const problem: Problem = {
        kind: 'node',
        node: event.node,
        error: event.error,
        sinceMs: earlier?.sinceMs ?? event.atMs,
      };
      return {
        ...state,
        phase: waitingIfIdle(state, null),
        workers: withoutEndedWork(state.workers),
        problems: [...state.problems.filter((each) => each !== earlier), problem],
      };
    }
    case 'network-doubted': {
      const { node, first, versionName, isKnown, atMs } = event;
      const others = state.problems.filter(({ kind }) => kind !== 'network');
      const problem: Problem = { kind: 'network', node, first, versionName, sinceMs: atMs };
      return { ...state, problems: isKnown ? others : [...others, problem] };
    }
    case 'cut-seen':
      return { ...state, tips: event.tips, cutMovedAtMs: event.atMs };
    case 'blocks-seen':
      return { ...state, recentBlocks: withBlocks(state.recentBlocks, event.blocks) };
    case 'stream-opened':
      return { ...state, problems: withoutStream(state, event.chain) };
    case 'stream-closed': {
      const { chain, error, atMs } = event;
      if (error === null) return { ...state, problems: withoutStream(state, chain) };
      const earlier = state.problems.find(
        (problem) => problem.kind === 'stream' && problem.chain === chain,
      );
      const problem: Problem = { kind: 'stream', chain, error, sinceMs: earlier?.sinceMs ?? atMs };
      return { ...state, problems: [...withoutStream(state, chain), problem] };
    }

    case 'work-received': {
      const { worker, chain, height, difficulty } = event;
      return {
        ...withWorker(state, worker, { work: { chain, height, difficulty, endedAtMs: null } }),
        phase: phaseWithWork(state, event),
        forkState: event.forkState,
      };
    }
    case 'work-ended':
      return withEndedWork(state, event.worker, event.atMs);
    case 'worker-failed': {
      const { worker, fault } = event;
      const news = fault.kind === 'silent' ? {} : { silentSinceMs: null };
      return {
        ...withWorker(state, worker, { work: null, ...news }),
        phase: waitingIfIdle(state, worker),
        problems: afterFailure(state.problems, event),
      };
    }
    case 'worker-silent': {
      const silentSinceMs = event.atMs - event.silentMs;
      return {
        ...withWorker(state, event.worker, { silentSinceMs }),
        problems: afterSilence(state.problems, event),
      };
    }
    case 'worker-troubled':
      return { ...state, problems: afterTrouble(state.problems, event) };
    case 'hashes-tried': {
      const { worker, hashes, elapsedMs, atMs } = event;
      const old = state.workers.get(worker);
      if (old === undefined) return state;
      const meter = addHashes(old.meter, { atMs, hashes, elapsedMs });
      return {
        ...withWorker(state, worker, { meter }),
        efforts: effortsAfter(state.efforts, event),
      };
    }
    case 'engine-chosen':
      return withWorker(state, event.worker, { engine: event.engine });
    case 'rate-reported':
      return withWorker(state, event.worker, { isRateReported: true });
    case 'priority-kept':
    case 'native-left-out':
      return state;

    case 'history-failed':
    case 'history-recovered':
    case 'stratum-stood-down':
    case 'stratum-resumed':
    case 'open-files-exhausted':
    case 'open-files-recovered':
    case 'shares-refused':
      return { ...state, problems: withProgramProblem(state.problems, event) };

    case 'stratum-listening':
    case 'stratum-closed':
    case 'machine-changed':
    case 'machine-measured':
    case 'machine-level-changed':
    case 'machine-found-block':
    case 'good-share':
    case 'machine-left':
    case 'rig-measured':
    case 'stratum-measured':
    case 'connection-refused':
    case 'machine-asks':
    case 'machine-answered':
      return {
        ...state,
        groups: withGroupShares(state.groups, event),
        machines: reduceMachines(state.machines, event, event.atMs),
      };

    case 'device-known':
    case 'device-forgotten':
    case 'device-read':
    case 'device-silent':
    case 'device-search':
    case 'device-setup':
      return { ...state, devices: reduceDevices(state.devices, event, event.atMs) };

    case 'solution-found':
      return {
        ...withWorker(state, event.worker, { silentSinceMs: null }),
        problems: settled(state.problems, event.worker),
        groups: withGroupBlock(state.groups, event.worker),
        efforts: withEffort(state.efforts, event.versionName, 0),
        ...withFoundBlock(state, foundBlock(event, effortOn(state.efforts, event.versionName))),
      };
    case 'solution-retried':
    case 'solution-accepted':
    case 'solution-uncertain':
    case 'solution-superseded':
    case 'solution-refused':
    case 'block-confirmed':
    case 'block-orphaned':
      return { ...state, ...withBlockState(state, changedBlock(event)) };
    case 'block-rewarded':
      return { ...state, ...withReward(state, event) };
  }
}

function withoutStream({ problems }: MinerState, chain: number): readonly Problem[] {
  return problems.filter((problem) => problem.kind !== 'stream' || problem.chain !== chain);
}
