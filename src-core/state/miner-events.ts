/**
 * Everything that can happen in the miner, one union. Each room that reports something adds its own
 * part.
 */
import type { WorkerKind } from '../config/workers-of.ts';
import type { GroupEvent } from './group-events.ts';
import type { ChainId } from '../chainweb/chain-graph.ts';
import type { ForkState } from '../chainweb/fork-state.ts';
import type { DeviceEvent } from '../devices/device-events.ts';
import type { RestEvent } from '../rests/rest-events.ts';
import type { HistoryEvent } from '../storage/storage-events.ts';
import type { NodeEvent, SolutionEvent } from '../node/node-events.ts';
import type { ApprovalEvent, StratumEvent } from '../stratum/stratum-events.ts';
import type { WorkerFault, WorkerEvent } from '../workers/worker.ts';

/** The mining loops' own events. */
type LoopEvent =
  | { readonly type: 'mining-started'; readonly kinds: readonly WorkerKind[] }
  | GroupEvent
  | { readonly type: 'mining-stopping' }
  | { readonly type: 'mining-stopped' }
  | {
      readonly type: 'work-received';
      readonly worker: string;
      readonly chain: ChainId;
      readonly height: number;
      readonly difficulty: number;
      /** The network's name as its node returns it. */
      readonly versionName: string;
      readonly forkState: ForkState;
    }
  /** A search ended without a failure: solved, even where the block is not needed, or overtaken by news. */
  | {
      readonly type: 'work-ended';
      readonly worker: string;
      readonly chain: ChainId;
      readonly reason: 'solved' | 'preempted';
    }
  /** A search failed. The loop pauses and continues; when the worker ended, with a new one. */
  | {
      readonly type: 'worker-failed';
      readonly worker: string;
      readonly fault: WorkerFault;
      readonly ended: boolean;
      /** The pause until the next search, ms. */
      readonly retryMs: number;
    };

/** Connections are dropped because this program may not open more files; or that is over. */
export type OpenFilesEvent =
  /** Null when the limit is not known. */
  | { readonly type: 'open-files-exhausted'; readonly limit: number | null }
  | { readonly type: 'open-files-recovered' };

/** The computer has slept, or its clock was set: the time before says nothing of now. */
type WakeEvent = { readonly type: 'woke' };

/** An event as its room reports it, without its time. */
export type MinerNews =
  | OpenFilesEvent
  | WakeEvent
  | RestEvent
  | LoopEvent
  | NodeEvent
  | SolutionEvent
  | WorkerEvent
  | StratumEvent
  | ApprovalEvent
  | DeviceEvent
  | HistoryEvent;

type HashesTried = Extract<WorkerEvent, { type: 'hashes-tried' }>;
type SolutionFound = Extract<SolutionEvent, { type: 'solution-found' }>;

/**
 * An event with its time, ms since the Unix epoch; hashes come with their work, blocks with the time they
 * were expected to take.
 */
export type MinerEvent = { readonly atMs: number } & (
  | Exclude<MinerNews, HashesTried | SolutionFound>
  /** Difficulty and network of the work the hashes were for; null when it is not known, which is rare. */
  | (HashesTried & { readonly difficulty: number | null; readonly versionName: string | null })
  /** Its difficulty over the hash rate of the minute before; missing while that is not known. */
  | (SolutionFound & { readonly expectedSeconds?: number | null })
);
