/** All workers of one kind: what it opens for the miner. */
import type { ChainId } from '../chainweb/chain-graph.ts';
import type { Solution } from '../chainweb/mining-work.ts';
import type { MinerConfig } from '../config/miner-config.ts';
import type { ListenFailure } from '../listening/listen-error.ts';
import type { Logger } from '../logging/logger.ts';
import type { ApprovalEvent, StratumEvent } from '../stratum/stratum-events.ts';
import type { StartGpuProcess } from './gpu/process/gpu-process.ts';
import type { Worker, WorkerEvent, WorkerFault } from './worker.ts';

/** How to make a worker, again if it ended. Its name is known before. */
export interface WorkerPlan {
  readonly name: string;
  readonly make: () => Worker;
}

export interface WorkerFleet {
  /** One plan per mining loop. */
  readonly plans: readonly WorkerPlan[];
  /** Whether solutions have to meet their target: not those of simulated workers. */
  readonly provesWork: boolean;
  /** Answers a machine that waits for approval; false when no such question is open. */
  readonly answerMachine?: (question: number, accept: boolean) => boolean;
  /** Lets a rig in that was refused; it connects again by itself. */
  readonly letIn?: (rig: string) => void;
  /** Every machine may mine now, whatever its name. */
  readonly letAllIn?: () => void;
  /** From now on, rigs that are not on the list wait for the user's approval, or are refused. */
  readonly askFirst?: (isOn: boolean) => void;
  /** Disconnects machines while no node has work, and accepts them again. */
  readonly machines?: { standDown(withoutNodeMs: number): void; resume(): void };
  /** Frees what the workers share, after all of them were closed. */
  close(): Promise<void>;
}

export interface FleetOptions {
  readonly config: MinerConfig;
  /** The number, for the log, of the mining loop that runs the plan of this index. */
  readonly thread: (index: number) => number;
  readonly logger: Logger;
  readonly onEvent: (event: WorkerEvent | StratumEvent | ApprovalEvent) => void;
  /** Takes a machine's solution the moment it comes, whether or not a search waits for it. */
  readonly onSolution: (worker: string, solution: Solution) => void;
  /** The chains of the network that is mined on; null until a node is in use. */
  readonly chains: () => readonly ChainId[] | null;
  /** How to start a process for a graphics card; a Node by default. */
  readonly startGpu?: StartGpuProcess | undefined;
  readonly mayRun?: MayRunPrograms | undefined;
}

/** Whether the external programs of a configuration may be run; all may by default. */
export type MayRunPrograms = (config: MinerConfig) => boolean;

/** Why the workers cannot be started, and the setting that can fix it. */
export type FleetError =
  | ListenFailure<'stratum', 'stratumInterface' | 'stratumPort'>
  | ListenFailure<'on-demand', 'onDemandInterface' | 'onDemandPort'>
  | {
      readonly kind: 'stratum-difficulty';
      readonly setting: 'stratumDifficulty';
      readonly value: string | number;
    }
  /** No command of an external program is configured. */
  | { readonly kind: 'no-command'; readonly setting: 'externalWorkerCommand' }
  /** The user has not agreed to run the external program. */
  | { readonly kind: 'command-not-confirmed'; readonly setting: 'externalWorkerCommand' }
  /** The graphics cards cannot be asked. */
  | { readonly kind: 'gpu'; readonly setting: 'worker'; readonly fault: WorkerFault }
  /** There is no graphics card, but perhaps these drivers that compute on the processor. */
  | { readonly kind: 'no-gpu'; readonly setting: 'worker'; readonly software: readonly string[] };

/** Why a kind of worker does not mine, while others may. */
export type GroupError =
  | FleetError
  /** Opening it or one of its loops threw, which is a bug; the log has the stack. */
  | {
      readonly kind: 'unexpected';
      readonly setting: null;
      readonly step: 'workers' | 'loops';
      readonly detail: string;
    };
