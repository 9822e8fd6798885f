/**
 * `npm run bench -- pow`: the nonce search against libraries and against C, all in one run. Ratios
 * are measured in pairs of short turns, so that a busy machine slows both sides equally. With
 * `--electron` in Electron's Node.
 */
import { availableParallelism, cpus } from 'node:os';
import { nativeKernels } from '../src-core/pow-kernel/native-kernels.ts';
import { wasmKernel, wasmSimdKernels } from '../src-core/pow-kernel/wasm-kernels.ts';
import { compileCReferences } from './pow/c-reference.ts';
import { median, ratioInPairs } from './pow/contender.ts';
import type { Contender } from './pow/contender.ts';
import { printCriterion } from './pow/criteria.ts';
import { degreeContenders, kernelContenders, libraryContenders } from './pow/kernel-contenders.ts';
import type { KernelContender } from './pow/kernel-contenders.ts';
import { compareSpeeds, row } from './pow/speed-table.ts';
import { runThreads } from './pow/thread-rates.ts';
import type { ThreadRun } from './pow/thread-rates.ts';
import { runWholeProgram } from './pow/whole-program.ts';

const THREAD_ROUNDS = 5;
const WHOLE_ROUNDS = 5;
/** Threads that got less CPU time than this per thread and wall time shared a core. */
const OWN_CORE = 0.95;

/** A ratio, what it is of, and what it should at least be. */
type RatioCriterion = readonly [what: string, ratio: number, atLeast: number];

/** Runs all parts and prints whether their ratios are as good as they should be. */
export async function runPowBench(args: readonly string[]): Promise<void> {
  if (args.includes('--electron')) {
    const { runInElectron } = await import('./pow/in-electron.ts');
    return runInElectron();
  }
  const runtime = process.versions['electron'] ? `Electron ${process.versions['electron']}, ` : '';
  console.log(`${runtime}Node ${process.version}, V8 ${process.versions.v8}`);
  console.log(`${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores`);
  const criteria = await compareOneThread();
  const threads = await compareThreads();
  const whole = await measureWholeProgram();
  console.log('');
  for (const criterion of criteria) printCriterion(...criterion);
  if (threads !== null) printCriterion('two threads to one', threads, 1.8);
  printCriterion('least of shown rate and hashes counted to the other', whole.shown, 0.98);
  printCriterion('the whole miner to its threads alone', whole.efficiency, 0.98);
  printCriterion('event-loop delay, p99, all threads mining', whole.eventLoopP99Ms, 10, 'ms');
}

/** The kernels in WebAssembly, those of the native module, C programs and libraries. */
async function compareOneThread(): Promise<RatioCriterion[]> {
  const wasm = kernelContenders([...wasmSimdKernels(), wasmKernel('scalar')]);
  const native = kernelContenders(nativeKernels().makers);
  const [library, ...libraries] = await libraryContenders();
  const c = await compileCReferences('bench/pow/blake2s-search.c');
  try {
    const order = await compareSpeeds('One thread, 286-byte header', [
      ...[...wasm, ...native, ...c.contenders],
      ...[library, ...libraries],
    ]);
    for (const line of c.missing) console.log(`  not measured: ${line}`);
    if (native.length === 0) console.log('  not measured: native kernels, which were not built');
    const fastestOf = <T extends Contender>(some: readonly T[]): T | null =>
      [...some].sort((a, b) => order.indexOf(a) - order.indexOf(b))[0] ?? null;
    const bestWasm = fastestOf(wasm)!;
    const best = fastestOf([...wasm, ...native])!;
    const sse = c.contenders.find(({ name }) => name === 'C, SSE4.1');
    const bestC = fastestOf(c.contenders);
    return [
      ...(sse ? [await criterion(bestWasm, sse, 0.9)] : []),
      ...(bestC && native.length > 0 ? [await criterion(best, bestC, 0.95)] : []),
      await criterion(best, library, 25),
      ...(await compareDegrees(best)),
      ...(best === bestWasm ? [] : await compareDegrees(bestWasm)),
    ];
  } finally {
    await c.cleanUp();
  }
}

async function criterion(
  one: Contender,
  other: Contender,
  atLeast: number,
): Promise<RatioCriterion> {
  return [`${one.name} to ${other.name}`, await ratioInPairs(one, other), atLeast];
}

/** Headers of all degrees; the one whose nonce lies across two blocks against the usual one. */
async function compareDegrees({ maker }: KernelContender): Promise<RatioCriterion[]> {
  const degrees = degreeContenders(maker);
  await compareSpeeds('Headers of all degrees', degrees);
  return [await criterion(degrees[4]!, degrees[3]!, 0.95)];
}

/** How many times the hashes of one thread two do; null when no round counts, or on one core. */
async function compareThreads(): Promise<number | null> {
  const cores = availableParallelism();
  console.log(`\nCPU workers, as they report themselves, ${THREAD_ROUNDS} turns of about 2 s`);
  row('threads', 'MH/s', 'per CPU second', 'cpu/wall', 'event loop p99', 'free after abort');
  const ratios: number[] = [];
  const delays: number[] = [];
  for (let round = 0; round < THREAD_ROUNDS; round++) {
    const runs = new Map<number, ThreadRun>();
    for (const threads of new Set([1, Math.min(2, cores), cores])) {
      const run = await runThreads(threads);
      runs.set(threads, run);
      delays.push(run.eventLoopP99Ms);
      row(
        `${threads}`,
        (run.hashesPerMs / 1000).toFixed(2),
        (run.hashesPerCpuMs / 1000).toFixed(2),
        run.cpuPerWall.toFixed(2),
        `${run.eventLoopP99Ms.toFixed(1)} ms`,
        `${run.slowestStopMs.toFixed(1)} ms`,
        hadOwnCores(run) ? '' : '  shared a core',
      );
    }
    const [one, two] = [runs.get(1), runs.get(2)];
    if (one && two && hadOwnCores(one) && hadOwnCores(two)) {
      ratios.push(two.hashesPerMs / one.hashesPerMs);
    }
  }
  console.log(
    `Event-loop delay of the main thread, worst p99: ${Math.max(...delays).toFixed(1)} ms`,
  );
  if (ratios.length > 0) return median(ratios);
  console.log('Runs that shared a core, with each other or with other programs, do not count,');
  console.log('and there is no turn without such a run: repeat.');
  return null;
}

/**
 * The miner as it is, on all threads: the rate it shows against the hashes that its threads report,
 * and these against what threads do by themselves. The latter by CPU time, which other programs do
 * not change; that leaves out what threads are idle for, so it is multiplied by the share of the
 * time in which they search.
 */
async function measureWholeProgram(): Promise<{
  readonly shown: number;
  readonly efficiency: number;
  readonly eventLoopP99Ms: number;
}> {
  const threads = availableParallelism();
  console.log(
    `\nThe whole miner on a practice network, ${threads} threads, in turns with them alone`,
  );
  row(
    'MH/s',
    'shown',
    'counted',
    'per CPU second',
    'searching',
    'alone, per CPU',
    'event loop p99',
  );
  const shown: number[] = [];
  const efficiencies: number[] = [];
  const delays: number[] = [];
  let before = await runThreads(threads);
  for (let round = 0; round < WHOLE_ROUNDS; round++) {
    const whole = await runWholeProgram(threads);
    const after = await runThreads(threads);
    const alone = (before.hashesPerCpuMs + after.hashesPerCpuMs) / 2;
    shown.push(whole.shownPerMs / whole.countedPerMs);
    efficiencies.push((whole.countedPerCpuMs * whole.searching) / alone);
    delays.push(whole.eventLoopP99Ms);
    row(
      `turn ${round + 1}`,
      (whole.shownPerMs / 1000).toFixed(2),
      (whole.countedPerMs / 1000).toFixed(2),
      (whole.countedPerCpuMs / 1000).toFixed(2),
      `${(whole.searching * 100).toFixed(1)} %`,
      (alone / 1000).toFixed(2),
      `${whole.eventLoopP99Ms.toFixed(1)} ms`,
    );
    before = after;
  }
  const ratio = median(shown);
  return {
    shown: Math.min(ratio, 1 / ratio),
    efficiency: median(efficiencies),
    eventLoopP99Ms: median(delays),
  };
}

function hadOwnCores(run: ThreadRun): boolean {
  return run.cpuPerWall >= OWN_CORE * run.threads;
}
