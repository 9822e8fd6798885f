/** The mining session as the screen sees it: outcomes of the contract, snapshots at a calm pace. */
import type {
  CloseFault,
  Logger,
  MinerSnapshot,
  MiningSession,
  StartError,
  WorkerKind,
} from '../../src-core/index.ts';
import type { Failed, Failure, Outcome } from '../../contract/failures.ts';
import { failureLine } from '../logging/failure-line.ts';
import { createPacer, SNAPSHOT_PAUSE_MS } from './snapshot-pacer.ts';

interface MiningHostOptions {
  readonly session: MiningSession;
  readonly logger: Logger;
  /** Why the settings cannot be used; null when they can. Mining does not start from such settings. */
  readonly settingsFault: () => Failure | null;
  /** Asks the user about new commands that would run; mining then runs those that the user has agreed to. */
  readonly confirmCommands: () => Promise<unknown>;
  readonly onSnapshot: (snapshot: MinerSnapshot) => void;
  /** The reasons to rest have passed, but mining could not start. */
  readonly onResumeFailed: (failure: Failure) => void;
}

export interface MiningHost extends Pick<
  MiningSession,
  | 'isMining'
  | 'minedWith'
  | 'isPaused'
  | 'configChanged'
  | 'letIn'
  | 'letAllIn'
  | 'askFirst'
  | 'snapshot'
  | 'notices'
  | 'reportNotStarted'
  | 'woke'
  | 'subscribe'
> {
  /** As the user asks for it, who is asked about new commands. Fine when it mines already. */
  start(): Promise<Outcome>;
  /** As it begins by itself: nothing is asked, as it may be that no one is there. */
  startByItself(): Promise<Outcome>;
  /** Fine when it does not mine. Resolves when everything is closed. */
  stop(): Promise<Outcome>;
  /** Fine when it does not mine, and when the kind is paused already. */
  pauseWorker(kind: WorkerKind): Promise<Outcome>;
  resumeWorker(kind: WorkerKind): Promise<Outcome>;
  /** Approves or refuses a machine that waits for it. */
  answerMachine(question: number, accept: boolean): Outcome;
  /** Deletes the practice chains; refused while mining. */
  resetPractice(): Promise<Outcome>;
  /** No more announcements. */
  close(): void;
}

/** Announces what the session reports until it is closed; the session itself stays open. */
export function createMiningHost(options: MiningHostOptions): MiningHost {
  const { session } = options;
  const logger = options.logger.withTag('App');
  const pacer = createPacer(SNAPSHOT_PAUSE_MS, () => options.onSnapshot(session.snapshot()));

  const unsubscribe = session.subscribe((event) => {
    pacer.changed();
    if (event.type === 'resume-failed') options.onResumeFailed(notStarted(event.error).failure);
  });

  function notStarted(error: StartError): Failed {
    return refused({ kind: 'start', error });
  }

  function refused(failure: Failure): Failed {
    logger.error(`mining could not start: ${failureLine(failure)}`);
    return { ok: false, failure };
  }

  async function start(asks: boolean): Promise<Outcome> {
    const fault = options.settingsFault();
    if (fault !== null) return refused(fault);
    if (asks) await options.confirmCommands();
    const started = await session.start();
    return started.ok ? { ok: true } : notStarted(started.error);
  }

  return {
    ...session,
    start: () => start(true),
    startByItself: () => start(false),
    async stop() {
      const faults = await session.stop();
      pacer.changed();
      return stopOutcome(faults);
    },
    async pauseWorker(kind) {
      await session.pauseWorker(kind);
      return { ok: true };
    },
    async resumeWorker(kind) {
      await session.resumeWorker(kind);
      return { ok: true };
    },
    answerMachine: (question, accept) =>
      session.answerMachine(question, accept)
        ? { ok: true }
        : { ok: false, failure: { kind: 'machine-gone' } },
    resetPractice: async () => resetOutcome(await session.resetPractice()),
    close() {
      unsubscribe();
      pacer.close();
    },
  };
}

function stopOutcome([fault]: readonly CloseFault[]): Outcome {
  if (fault === undefined) return { ok: true };
  return { ok: false, failure: { kind: 'stop', ...fault } };
}

function resetOutcome(reset: Awaited<ReturnType<MiningSession['resetPractice']>>): Outcome {
  if (reset.ok) return { ok: true };
  const { error } = reset;
  return {
    ok: false,
    failure:
      error.kind === 'mining'
        ? { kind: 'practice-in-use' }
        : { kind: 'practice-not-deleted', detail: error.detail },
  };
}
