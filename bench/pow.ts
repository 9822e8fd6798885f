/**
 * `npm run bench -- pow`: the nonce search against libraries and against C, all in one run, in
 * turns, so that a busy machine slows all of them alike. With `--electron` in Electron's Node.
 */
import { availableParallelism, cpus } from 'node:os';
import { chooseEngine } from '../src-core/pow-kernel/choose-engine.ts';
import { compileCReferences } from './pow/c-reference.ts';
import { median, megaHashes, megaHashesPerCpuSecond } from './pow/contender.ts';
import type { Contender, Sample } from './pow/contender.ts';
import { degreeContenders, kernelContenders, libraryContenders } from './pow/kernel-contenders.ts';
import { runThreads } from './pow/thread-rates.ts';
import type { ThreadRun } from './pow/thread-rates.ts';

const ROUNDS = 15;
const SAMPLE_MS = 250;
const THREAD_ROUNDS = 5;
/** Threads that got less CPU time than this per thread and wall time shared a core. */
const OWN_CORE = 0.95;

export async function runPowBench(args: readonly string[]): Promise<void> {
  if (args.includes('--electron')) {
    const { runInElectron } = await import('./pow/in-electron.ts');
    return runInElectron();
  }
  const runtime = process.versions['electron'] ? `Electron ${process.versions['electron']}, ` : '';
  console.log(`${runtime}Node ${process.version}, V8 ${process.versions.v8}`);
  console.log(`${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores`);
  await compareOneThread();
  const degrees = degreeContenders(chooseEngine().search.kind);
  await compare('Headers of all degrees', degrees, degrees);
  await compareThreads();
}

async function compareOneThread(): Promise<void> {
  const kernels = kernelContenders();
  const libraries = await libraryContenders();
  const c = await compileCReferences('bench/pow/blake2s-search.c');
  try {
    const title = `One thread, 286-byte header, median of ${ROUNDS} turns of ${SAMPLE_MS / 1000} s`;
    await compare(title, [...kernels, ...c.contenders, ...libraries], kernels);
    for (const line of c.missing) console.log(`  not measured: ${line}`);
  } finally {
    await c.cleanUp();
  }
}

/** A table of all; its last column says how many times as fast the best of `own` is. */
async function compare(
  title: string,
  all: readonly Contender[],
  own: readonly Contender[],
): Promise<void> {
  const samples = await sampleInTurns(all);
  const perCpuSecond = (contender: Contender): number[] =>
    samples.get(contender)!.map(megaHashesPerCpuSecond);
  const best = own.reduce((a, b) => (median(perCpuSecond(b)) > median(perCpuSecond(a)) ? b : a));
  console.log(`\n${title}`);
  row('', 'MH/s', 'per CPU second', 'lowest–highest', 'best kernel is');
  for (const contender of all) {
    const rates = perCpuSecond(contender);
    const ratios = rates.map((rate, i) => perCpuSecond(best)[i]! / rate);
    row(
      contender.name,
      median(samples.get(contender)!.map(megaHashes)).toFixed(2),
      median(rates).toFixed(2),
      `${Math.min(...rates).toFixed(2)}–${Math.max(...rates).toFixed(2)}`,
      contender === best ? 'this' : `${median(ratios).toFixed(2)} x`,
    );
  }
}

async function sampleInTurns(all: readonly Contender[]): Promise<Map<Contender, Sample[]>> {
  const samples = new Map<Contender, Sample[]>(all.map((contender) => [contender, []]));
  for (const contender of all) await contender.sample(SAMPLE_MS); // compilers warm up
  for (let round = 0; round < ROUNDS; round++) {
    for (const [contender, list] of samples) list.push(await contender.sample(SAMPLE_MS));
  }
  return samples;
}

async function compareThreads(): Promise<void> {
  const cores = availableParallelism();
  console.log(`\nCPU workers, as they report themselves, ${THREAD_ROUNDS} turns of about 2 s`);
  row('threads', 'MH/s', 'per CPU second', 'cpu/wall', 'event loop p99', 'free after abort');
  const runs: ThreadRun[] = [];
  for (let round = 0; round < THREAD_ROUNDS; round++) {
    for (const threads of new Set([1, cores])) {
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
  const many = rateOf(runs, cores);
  const p99 = Math.max(...runs.map((run) => run.eventLoopP99Ms));
  if (one === null || many === null) {
    console.log('Runs that shared a core, with each other or with other programs, do not count,');
    console.log('and there is none of each number of threads that did not: repeat.');
  } else {
    const scale = (many / one).toFixed(2);
    console.log(`${cores} threads do ${scale} x one: ${many.toFixed(2)} to ${one.toFixed(2)} MH/s`);
  }
  console.log(`Event-loop delay of the main thread, worst p99: ${p99.toFixed(1)} ms`);
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
