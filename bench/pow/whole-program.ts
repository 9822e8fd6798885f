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
  /** What the threads have reported for that time, hashes per ms. */
  readonly countedPerMs: number;
  /** The same over CPU time instead, of the whole process. */
  readonly countedPerCpuMs: number;
  /** The share of the time in which the threads search, or wait for a core: 1 if always. */
  readonly searching: number;
  /** Delay of the main thread's event loop, 99th percentile; 1 ms of it is the measuring timer. */
  readonly eventLoopP99Ms: number;
}

const SAMPLING_MS = 1;
/** Kernels are chosen and compiled meanwhile. */
const WARM_UP_REPORTS = 3;
/** The time that the shown rate is of. */
const MEASURED_MS = 10_000;
/** Blocks come every few seconds, so that the work on them is part of what is measured. */
const DIFFICULTY = 500_000_000;

/** The miner on a practice network of its own, both in this process. */
interface WholeProgram {
  /** Resolves when it mines at its full rate. */
  warmUp(): Promise<void>;
  /** Mines for about ten seconds. */
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
  const counts: HashCount[] = [];
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
        counts.push({ ...event, cpuMs: cpuTimeMs() });
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
      const start = performance.now();
      while (performance.now() - start < MEASURED_MS) await reported(1);
      delay.disable();
      return {
        shownPerMs: snapshotOf(state, Date.now()).hashesPerSecond / 1000,
        ...sumOf(counts),
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

/** Hashes of one worker within the `elapsedMs` before `atMs`, and the CPU time of the process until then. */
interface HashCount {
  readonly worker: string;
  readonly atMs: number;
  readonly hashes: number;
  readonly elapsedMs: number;
  readonly cpuMs: number;
}

function cpuTimeMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** What all workers did in the ten seconds before the last count of each. */
function sumOf(
  counts: readonly HashCount[],
): Pick<WholeProgramRun, 'countedPerMs' | 'countedPerCpuMs' | 'searching'> {
  let hashes = 0;
  let searchedMs = 0;
  let cpuMs = 0;
  const workers = new Set(counts.map(({ worker }) => worker));
  for (const worker of workers) {
    const own = counts.filter((count) => count.worker === worker);
    const last = own.at(-1)!;
    const startMs = last.atMs - MEASURED_MS;
    cpuMs += last.cpuMs - cpuUntil(startMs, counts);
    for (const count of own) {
      // A count that reaches out of the ten seconds belongs to them by its share of time.
      const insideMs = Math.min(count.elapsedMs, Math.max(0, count.atMs - startMs));
      searchedMs += insideMs;
      hashes += count.elapsedMs > 0 ? (count.hashes * insideMs) / count.elapsedMs : 0;
    }
  }
  return {
    countedPerMs: hashes / MEASURED_MS,
    countedPerCpuMs: hashes / (cpuMs / workers.size),
    searching: searchedMs / (workers.size * MEASURED_MS),
  };
}

/** The CPU time of the process until a moment between two counts. */
function cpuUntil(atMs: number, counts: readonly HashCount[]): number {
  const next = counts.findIndex((count) => count.atMs > atMs);
  const [before, after] = [counts[next - 1]!, counts[next]!];
  const share = (atMs - before.atMs) / (after.atMs - before.atMs);
  return before.cpuMs + share * (after.cpuMs - before.cpuMs);
}
