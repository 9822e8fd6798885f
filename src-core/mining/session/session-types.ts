/** What a mining session needs, and what can be asked of it. */
import type { MinerConfig } from '../../config/miner-config.ts';
import type { WorkerKind } from '../../config/workers-of.ts';
import type { Devices, LoginStore } from '../../devices/devices.ts';
import type { History } from '../../history/history.ts';
import type { Logger } from '../../logging/logger.ts';
import type { NotStartedReason } from '../../notices/notice.ts';
import type { NoticeWords } from '../../notices/notice-words.ts';
import type { NoticesView } from '../../notices/notices.ts';
import type { KnownOfComputer } from '../../rests/computer.ts';
import type { RestClock } from '../../rests/rests.ts';
import type { Result } from '../../result.ts';
import type { MinerSnapshot } from '../../state/snapshot-types.ts';
import type { WakeClock } from '../../system/wake-watch.ts';
import type { MayRunPrograms } from '../../workers/fleet.ts';
import type { StartGpuProcess } from '../../workers/gpu/process/gpu-process.ts';
import type { CloseFault } from '../open-parts.ts';
import type { StartError } from '../start-error.ts';
import type { SessionEvent } from './session-events.ts';

export interface MiningSessionOptions extends KnownOfComputer {
  /** What to mine with, asked at each start, and each second for reasons to rest. */
  readonly config: () => MinerConfig;
  /** Where the practice network keeps its chains, and the known machines are. */
  readonly dataDirectory: string;
  /** Where passwords of machines are kept; nowhere by default. */
  readonly logins?: LoginStore;
  /** The caller opens it, and closes it after a stop. */
  readonly history: History;
  /** For reasons to rest; the system's by default. */
  readonly clock?: RestClock;
  /** For sleep and steps of the clock; the system's by default. */
  readonly wakeClock?: WakeClock;
  /** How to start a process for a graphics card; a Node by default. */
  readonly startGpu?: StartGpuProcess | undefined;
  readonly mayRun?: MayRunPrograms | undefined;
  /** Version of this program, for the metrics. */
  readonly version: string;
  /** What messages to the webhook are written with; English by default. */
  readonly noticeWords?: () => NoticeWords;
  readonly logger: Logger;
}

export type ResetError =
  { readonly kind: 'mining' } | { readonly kind: 'not-deleted'; readonly detail: string };

/** Start, stop and reset are carried out one after the other, in the order of the calls. */
export interface MiningSession {
  /** Starts mining, or a pause where there is a reason to rest; nothing when it mines already. Never rejects. */
  start(): Promise<Result<null, StartError>>;
  /**
   * Stops mining; does nothing when it is not mining. Never rejects; resolves when everything is
   * closed, with the parts that could not be closed.
   */
  stop(): Promise<readonly CloseFault[]>;
  /** From the beginning of a start until everything is closed. */
  isMining(): boolean;
  /**
   * What it mines with: the configuration of the start, with rigs that were let in since. Null while it does not mine.
   */
  minedWith(): MinerConfig | null;
  /** It was started, and all of it pauses by itself; `rests` of the snapshot says why. */
  isPaused(): boolean;
  /** Machines at their own interfaces, whether it mines or not. */
  readonly devices: Devices;
  readonly notices: NoticesView;
  /** To be called when the configuration has changed: reasons to rest and machines follow it at once. */
  configChanged(): void;
  snapshot(): MinerSnapshot;
  /**
   * Pauses a kind of worker, also at later starts, until it is resumed. Others keep mining. Resolves when
   * what it had open is closed. Never rejects.
   */
  pauseWorker(kind: WorkerKind): Promise<void>;
  /** Ends such a pause. Never rejects: `groups` of the snapshot says whether the kind mines. */
  resumeWorker(kind: WorkerKind): Promise<void>;
  /** Answers a machine that waits for approval; false when no such question is open. */
  answerMachine(question: number, accept: boolean): boolean;
  /** Lets a rig in that was refused, until mining stops; nothing where it does not mine. */
  letIn(rig: string): void;
  /** Lets every machine in whatever its name, until mining stops; the password is still asked for. */
  letAllIn(): void;
  /**
   * Whether rigs that are not on the list wait for the user's approval, or are refused; until mining stops. Nothing
   * where it mines with any rig: those that mine already might not be on the list.
   */
  askFirst(isOn: boolean): void;
  /** Mining was to start with the program and does not: a notice says so. */
  reportNotStarted(reason: NotStartedReason): void;
  /** The system says that the computer woke up. What depends on the network looks at once. */
  woke(): void;
  /** Deletes the practice chains; not while mining. */
  resetPractice(): Promise<Result<null, ResetError>>;
  /**
   * Calls `listener` with every event from now on. What a listener throws is logged.
   * @returns a function that removes the listener
   */
  subscribe(listener: (event: SessionEvent) => void): () => void;
  /** Ends the work on machines, then stops. To be called once, at the end. Never rejects. */
  close(): Promise<readonly CloseFault[]>;
}
