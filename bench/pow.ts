/**
 * `npm run bench -- pow`: the nonce search against libraries and against C, all in one run, in
 * turns, so that a busy machine slows all of them equally. With `--electron` in Electron's Node.
 */
import { availableParallelism, cpus } from 'node:os';
import { chooseEngine, runnableKernels } from '../src-core/pow-kernel/choose-engine.ts';
import { printCriterion } from './pow/criteria.ts';
import { compileCReferences } from './pow/c-reference.ts';
import { median, megaHashes, megaHashesPerCpuSecond } from './pow/contender.ts';
import type { Contender, Sample } from './pow/contender.ts';
import { degreeContenders, kernelContenders, libraryContenders } from './pow/kernel-contenders.ts';
import { runThreads } from './pow/thread-rates.ts';
import type { ThreadRun } from './pow/thread-rates.ts';
import { runWholeProgram } from './pow/whole-program.ts';

const ROUNDS = 15;
const SAMPLE_MS = 250;
const THREAD_ROUNDS = 5;
const WHOLE_ROUNDS = 3;
/** Threads that got less CPU time than this per thread and wall time shared a core. */
const OWN_CORE = 0.95;

/** Runs the parts that `args` name, or all; prints ratios. */
export async function runPowBench(args: readonly string[]): Promise<void> {
  if (args.includes('--electron')) {
    const { runInElectron } = await import('./pow/in-electron.ts');
    return runInElectron();
  }
  const runtime = process.versions['electron'] ? `Electron ${process.versions['electron']}, ` : '';
  console.log(`${runtime}Node ${process.version}, V8 ${process.versions.v8}`);
  console.log(`${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores`);
  const oneThread = await compareOneThread();
  const degrees = degreeContenders(chooseEngine(runnableKernels()).search);
  await compare('Headers of all degrees', degrees, degrees);
  const threads = await compareThreads();
  const whole = await measureWholeProgram();
  console.log('');
  const [improvedC, library] = ['C, SSE4.1', 'hash-wasm'].map((name) => oneThread.get(name));
  if (improvedC !== undefined) printCriterion('one thread to C with SSE4.1', improvedC, 0.9);
  if (library !== undefined) printCriterion('one thread to hash-wasm', library, 25);
  if (threads !== null) printCriterion('two threads to one', threads, 1.8);
  printCriterion('least of shown rate and threads to the other', whole.agreement, 0.98);
  printCriterion('event-loop delay, p99, all threads mining', whole.eventLoopP99Ms, 10, 'ms');
}

/** How many times as fast as each contender the best kernel is. */
async function compareOneThread(): Promise<ReadonlyMap<string, number>> {
  const kernels = kernelContenders();
  const libraries = await libraryContenders();
  const c = await compileCReferences('bench/pow/blake2s-search.c');
  try {
    const title = `One thread, 286-byte header, median of ${ROUNDS} turns of ${SAMPLE_MS / 1000} s`;
    const ratios = await compare(title, [...kernels, ...c.contenders, ...libraries], kernels);
    for (const line of c.missing) console.log(`  not measured: ${line}`);
    return ratios;
  } finally {
    await c.cleanUp();
  }
}

/** A table of all; its last column says how many times as fast the best of `own` is. */
async function compare(
  title: string,
  all: readonly Contender[],
  own: readonly Contender[],
): Promise<ReadonlyMap<string, number>> {
  const bestIs = new Map<string, number>();
  const samples = await sampleInTurns(all);
  const perCpuSecond = (contender: Contender): number[] =>
    samples.get(contender)!.map(megaHashesPerCpuSecond);
  const best = own.reduce((a, b) => (median(perCpuSecond(b)) > median(perCpuSecond(a)) ? b : a));
  console.log(`\n${title}`);
  row('', 'MH/s', 'per CPU second', 'lowest–highest', 'best kernel is');
  for (const contender of all) {
    const rates = perCpuSecond(contender);
    const ratios = rates.map((rate, i) => perCpuSecond(best)[i]! / rate);
    bestIs.set(contender.name, median(ratios));
    row(
      contender.name,
      median(samples.get(contender)!.map(megaHashes)).toFixed(2),
      median(rates).toFixed(2),
      `${Math.min(...rates).toFixed(2)}–${Math.max(...rates).toFixed(2)}`,
      contender === best ? 'this' : `${median(ratios).toFixed(2)} x`,
    );
  }
  return bestIs;
}

async function sampleInTurns(all: readonly Contender[]): Promise<Map<Contender, Sample[]>> {
  const samples = new Map<Contender, Sample[]>(all.map((contender) => [contender, []]));
  for (const contender of all) await contender.sample(SAMPLE_MS); // compilers warm up
  for (let round = 0; round < ROUNDS; round++) {
    for (const [contender, list] of samples) list.push(await contender.sample(SAMPLE_MS));
  }
  return samples;
}

/** How many times the hashes of one thread two do; null when no run counts, or on one core. */
async function compareThreads(): Promise<number | null> {
  const cores = availableParallelism();
  console.log(`\nCPU workers, as they report themselves, ${THREAD_ROUNDS} turns of about 2 s`);
  row('threads', 'MH/s', 'per CPU second', 'cpu/wall', 'event loop p99', 'free after abort');
  const runs: ThreadRun[] = [];
  for (let round = 0; round < THREAD_ROUNDS; round++) {
    for (const threads of new Set([1, Math.min(2, cores), cores])) {
      const run = await runThreads(threads);
      runs.push(run);
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
  }
  const one = rateOf(runs, 1);
  const two = cores < 2 ? null : rateOf(runs, 2);
  const p99 = Math.max(...runs.map((run) => run.eventLoopP99Ms));
  console.log(`Event-loop delay of the main thread, worst p99: ${p99.toFixed(1)} ms`);
  if (one === null || two === null) {
    console.log('Runs that shared a core, with each other or with other programs, do not count,');
    console.log('and there is none of each number of threads that did not: repeat.');
    return null;
  }
  console.log(`Two threads: ${two.toFixed(2)} MH/s, one: ${one.toFixed(2)} MH/s`);
  return two / one;
}

/** The miner as it is, on all threads: what it shows against what its threads do by themselves. */
async function measureWholeProgram(): Promise<{
  readonly agreement: number;
  readonly eventLoopP99Ms: number;
}> {
  const threads = availableParallelism();
  console.log(
    `\nThe whole miner on a practice network, ${threads} threads, in turns with them alone`,
  );
  row('', 'shown, MH/s', 'threads, MH/s', 'shown/threads', 'event loop p99');
  const ratios: number[] = [];
  const delays: number[] = [];
  for (let round = 0; round < WHOLE_ROUNDS; round++) {
    const before = await runThreads(threads);
    const whole = await runWholeProgram(threads);
    const after = await runThreads(threads);
    const alone = (before.hashesPerMs + after.hashesPerMs) / 2;
    ratios.push(whole.shownPerMs / alone);
    delays.push(whole.eventLoopP99Ms);
    row(
      `turn ${round + 1}`,
      (whole.shownPerMs / 1000).toFixed(2),
      (alone / 1000).toFixed(2),
      (whole.shownPerMs / alone).toFixed(3),
      `${whole.eventLoopP99Ms.toFixed(1)} ms`,
    );
  }
  const ratio = median(ratios);
  return { agreement: Math.min(ratio, 1 / ratio), eventLoopP99Ms: median(delays) };
}

function hadOwnCores(run: ThreadRun): boolean {
  return run.cpuPerWall >= OWN_CORE * run.threads;
}

/** Median MH/s of the runs that count, or null if none does. */
function rateOf(runs: readonly ThreadRun[], threads: number): number | null {
  const counted = runs.filter((run) => run.threads === threads && hadOwnCores(run));
  return counted.length === 0 ? null : median(counted.map((run) => run.hashesPerMs / 1000));
}

function row(first: string, ...rest: readonly string[]): void {
  console.log(`${first.padEnd(36)}${rest.map((cell) => cell.padStart(17)).join('')}`);
}
