/** Owns the miner: starts and stops it, keeps its state, and announces what a screen shows. */
import {
  createTurns,
  initialMinerState,
  PROGRAM_VERSION,
  reduceMiner,
  resetPracticeChain,
  snapshotOf,
  startMetrics,
  startMining,
} from '../../src-core/index.ts';
import type {
  ChartSample,
  History,
  Logger,
  MinerConfig,
  MinerSnapshot,
  MinerState,
  Result,
  RunningMiner,
  WorkerKind,
} from '../../src-core/index.ts';
import type { Failed, Failure, Outcome } from '../../contract/failures.ts';
import { failureLine } from '../logging/failure-line.ts';
import { sampledMachines } from './sampled-machines.ts';
import { createPacer } from './snapshot-pacer.ts';

/** Four snapshots a second at most. */
const SNAPSHOT_PAUSE_MS = 250;
const SAMPLE_EVERY_MS = 1_000;
/** Own blocks in the snapshot; the history keeps all. */
const BLOCKS_SHOWN = 200;

export interface MiningHostOptions {
  readonly dataDirectory: string;
  readonly history: History;
  readonly logger: Logger;
  /** What to mine with, asked at each start; an error is why mining cannot start. */
  readonly config: () => Result<MinerConfig, Failure>;
  readonly onSnapshot: (snapshot: MinerSnapshot) => void;
  readonly onSample: (sample: ChartSample) => void;
}

/** Wishes are carried out one after the other, each after the ones before it took effect. */
export interface MiningHost {
  /** Fine as well when it mines already. */
  start(): Promise<Outcome>;
  /** Fine as well when it does not mine. Settles when every worker has ended. */
  stop(): Promise<Outcome>;
  /** From the wish to start until mining has ended. */
  isMining(): boolean;
  /** The worker that mines, whatever the settings say by now; null while none does. */
  minesWith(): WorkerKind | null;
  snapshot(): MinerSnapshot;
  /** Lets a machine in that asks for it, or not. */
  answerMachine(question: number, accept: boolean): Outcome;
  /** Deletes the practice chains; refused while mining. */
  resetPractice(): Promise<Outcome>;
  /** No more announcements. */
  close(): void;
}

export function createMiningHost(options: MiningHostOptions): MiningHost {
  const { dataDirectory, history } = options;
  const logger = options.logger.withTag('App');
  const inTurn = createTurns();
  let state = freshState(history);
  let starting = false;
  let running: RunningMiner | null = null;
  let worker: WorkerKind | null = null;
  let sampling: NodeJS.Timeout | null = null;
  let samples = 0;
  /** Frees the port of the metrics; mining waits for it before it starts again. */
  let closeMetrics = (): Promise<void> => Promise.resolve();

  const pacer = createPacer(SNAPSHOT_PAUSE_MS, () => {
    options.onSnapshot(snapshotOf(state, Date.now()));
  });

  history.listen((event) => {
    state = reduceMiner(state, { ...event, atMs: Date.now() });
    pacer.changed();
  });

  function sample(): void {
    const { atMs, hashesPerSecond, difficulty, stratum } = snapshotOf(state, Date.now());
    const taken = { atMs, hashesPerSecond, difficulty };
    history.addSample(taken);
    options.onSample(taken);
    samples += 1;
    if (stratum !== null) {
      const points = sampledMachines(stratum, samples, atMs);
      if (points.length > 0) history.machineSamples.add(points);
    }
    // Rates and ages move on although nothing happened.
    pacer.changed();
  }

  function ended(miner: RunningMiner): void {
    if (running !== miner) return;
    running = null;
    logger.info('mining has stopped');
    if (sampling !== null) clearInterval(sampling);
    sampling = null;
    void closeMetrics();
    pacer.changed();
  }

  async function start(): Promise<Outcome> {
    if (running !== null) return { ok: true };
    const config = options.config();
    if (!config.ok) return refused(config.error);
    starting = true;
    worker = config.value.worker;
    try {
      await closeMetrics();
      const metrics = await startMetrics({
        config: config.value,
        version: PROGRAM_VERSION,
        snapshot: () => snapshotOf(state, Date.now()),
        logger: options.logger,
      });
      if (!metrics.ok) return refused({ kind: 'start', error: metrics.error });
      closeMetrics = once(metrics.value.close);
      const started = await startMining({
        config: config.value,
        dataDirectory,
        history,
        logger: options.logger,
        onEvent: (event) => {
          state = reduceMiner(state, event);
          metrics.value.observe(event);
          pacer.changed();
        },
      });
      if (!started.ok) {
        await closeMetrics();
        return refused({ kind: 'start', error: started.error });
      }
      const miner = started.value;
      running = miner;
      sampling = setInterval(sample, SAMPLE_EVERY_MS);
      // Also when it ended by itself. A rejection is a bug and goes on to the crash report.
      void miner.ended.finally(() => ended(miner));
      return { ok: true };
    } finally {
      starting = false;
    }
  }

  async function stop(): Promise<Outcome> {
    const miner = running;
    if (miner === null) return { ok: true };
    await miner.stop();
    ended(miner);
    await closeMetrics();
    return { ok: true };
  }

  function answerMachine(question: number, accept: boolean): Outcome {
    if (running?.answerMachine(question, accept) === true) return { ok: true };
    return { ok: false, failure: { kind: 'machine-gone' } };
  }

  async function resetPractice(): Promise<Outcome> {
    if (running !== null) {
      return { ok: false, failure: { kind: 'practice-in-use' } };
    }
    const reset = await resetPracticeChain(dataDirectory);
    if (!reset.ok) {
      return { ok: false, failure: { kind: 'practice-not-deleted', detail: reset.error.reason } };
    }
    logger.info('the practice chains were reset');
    state = { ...freshState(history), problems: state.problems };
    pacer.changed();
    return { ok: true };
  }

  function refused(failure: Failure): Failed {
    logger.error(`mining could not start: ${failureLine(failure)}`);
    return { ok: false, failure };
  }

  return {
    start: () => inTurn(start),
    stop: () => inTurn(stop),
    minesWith: () => (starting || running !== null ? worker : null),
    isMining: () => starting || running !== null,
    snapshot: () => snapshotOf(state, Date.now()),
    answerMachine,
    resetPractice: () => inTurn(resetPractice),
    close() {
      pacer.close();
      if (sampling !== null) clearInterval(sampling);
    },
  };
}

/** A step that is taken at the first call; later ones get the same promise. */
function once(step: () => Promise<void>): () => Promise<void> {
  let taken: Promise<void> | null = null;
  return () => (taken ??= step());
}

/** Nothing is known but what the history keeps. */
function freshState(history: History): MinerState {
  return initialMinerState(
    history.blocks(Number.MAX_SAFE_INTEGER, BLOCKS_SHOWN),
    history.blockCounts(),
    history.effort(),
  );
}
