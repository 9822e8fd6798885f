/** The workers of one configuration as one: what each kind of worker opens for the miner. */
import type { ChainId } from '../chainweb/chain-graph.ts';
import type { Solution } from '../chainweb/mining-work.ts';
import type { MinerConfig } from '../config/miner-config.ts';
import type { Logger } from '../logging/logger.ts';
import type { ApprovalEvent, StratumEvent } from '../stratum/stratum-events.ts';
import type { Worker, WorkerEvent } from './worker.ts';

/** A worker to be: its name is known before it is made, and it can be made again. */
export interface WorkerPlan {
  readonly name: string;
  readonly make: () => Worker;
}

export interface WorkerFleet {
  /** One plan per mining loop. */
  readonly plans: readonly WorkerPlan[];
  /** Whether solutions have to meet their target: not those of workers that only pretend. */
  readonly provesWork: boolean;
  /** Answers a machine that asks to be let in; false when nobody asks that. */
  readonly answerMachine?: (question: number, accept: boolean) => boolean;
  /** Frees what the workers share, after all of them were closed. */
  close(): Promise<void>;
}

export interface FleetOptions {
  readonly config: MinerConfig;
  readonly logger: Logger;
  readonly onEvent: (event: WorkerEvent | StratumEvent | ApprovalEvent) => void;
  /** Takes a machine's solution the moment it comes, whether or not a search waits for it. */
  readonly onSolution: (worker: string, solution: Solution) => void;
  /** The chains of the network that is mined on; null while no node has told them. */
  readonly chains: () => readonly ChainId[] | null;
}

/** A sentence for the person: why the workers cannot be started, and what to do. */
export interface FleetError {
  readonly message: string;
}
