import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { minerConfigSchema } from '../../src-core/config/miner-config.ts';
import { openHistory } from '../../src-core/history/history.ts';
import { createLog } from '../../src-core/logging/logger.ts';
import { initialMinerState, reduceMiner } from '../../src-core/state/miner/miner-state.ts';
import { startPracticeNode } from '../../src-core/practice/practice-node.ts';
import { unwrap } from '../../src-core/result.ts';
import { startMining } from '../../src-core/mining/start-mining.ts';
import { snapshotOf } from '../../src-core/state/miner/snapshot.ts';

/** What a user would see of a miner on all threads, and how late its main thread runs. */
interface WholeProgramRun {
  /** The rate shown over the last ten seconds, hashes per ms. */
  readonly shownPerMs: number;
  /** Delay of the main thread's event loop, 99th percentile; 1 ms of it is the measuring timer. */
  readonly eventLoopP99Ms: number;
}

const SAMPLING_MS = 1;
/** Kernels are chosen and compiled meanwhile. */
const WARM_UP_REPORTS = 3;
/** Reports of each thread, one a second, of which the last ten are shown. */
const REPORTS = 12;
/** Blocks come every few seconds, so that the work on them is part of what is measured. */
const DIFFICULTY = 100_000_000;

/** The miner on a practice network of its own, both in this process. */
interface WholeProgram {
  /** Resolves when it mines at its full rate. */
  warmUp(): Promise<void>;
  /** Mines for about twelve seconds. */
  measure(): Promise<WholeProgramRun>;
  stop(): Promise<void>;
}

/** Mines on a practice network of its own with that many CPU threads for about 15 seconds. */
export async function runWholeProgram(threads: number): Promise<WholeProgramRun> {
  const program = await startWholeProgram(threads);
  await program.warmUp();
  const run = await program.measure();
  await program.stop();
  return run;
}

/** Mines with `threads` threads of the `cpu` worker on a practice node of its own. */
export async function startWholeProgram(threads: number): Promise<WholeProgram> {
  const folder = await mkdtemp(join(tmpdir(), 'heddle-bench-'));
  const history = openHistory(join(folder, 'history.db'));
  const { logger } = createLog({ level: 'info', sink: () => undefined });
  const node = unwrap(
    await startPracticeNode({ port: 0, graph: 'twenty', firstDifficulty: DIFFICULTY }, logger),
  );
  let state = initialMinerState([], history.blockCounts());
  let reports = 0;
  let onReport = (): void => undefined;
  const miner = unwrap(
    await startMining({
      config: minerConfigSchema.parse({
        node: new URL(node.url).host,
        worker: 'cpu',
        threadCount: threads,
        publicKey: 'ab'.repeat(32),
      }),
      dataDirectory: folder,
      history,
      logger,
      onEvent(event) {
        state = reduceMiner(state, event);
        if (event.type !== 'hashes-tried') return;
        reports += 1;
        onReport();
      },
    }),
  );
  const reported = async (count: number): Promise<void> => {
    const target = reports + count * threads;
    while (reports < target) await new Promise<void>((resolve) => (onReport = resolve));
  };
  return {
    warmUp: () => reported(WARM_UP_REPORTS),
    async measure() {
      const delay = monitorEventLoopDelay({ resolution: SAMPLING_MS });
      delay.enable();
      await reported(REPORTS);
      delay.disable();
      const { hashesPerSecond } = snapshotOf(state, Date.now());
      return {
        shownPerMs: hashesPerSecond / 1000,
        eventLoopP99Ms: delay.percentile(99) / 1e6,
      };
    },
    async stop() {
      await miner.stop();
      await node.close();
      history.close();
      await rm(folder, { recursive: true });
    },
  };
}
