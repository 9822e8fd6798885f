/**
 * `npm run bench -- gpu`: the graphics cards of this computer against the best kernel in WebAssembly of one
 * processor core, in turns. With `--software` the driver in software that the tests use, which is not judged by its
 * rate.
 */
import { availableParallelism, cpus } from 'node:os';
import { chooseEngine } from '../src-core/pow-kernel/choose-engine.ts';
import { wasmSimdKernels } from '../src-core/pow-kernel/wasm-kernels.ts';
import { listGpus } from '../src-core/workers/gpu/list-gpus.ts';
import { startNodeGpu } from '../src-core/workers/gpu/process/start-node.ts';
import type { AdapterName } from '../src-core/workers/gpu/search/adapters.ts';
import { openCard } from './gpu/card-run.ts';
import { median, megaHashes, sampleHere } from './pow/contender.ts';
import { printCriterion } from './pow/criteria.ts';
import { batchesOf } from './pow/kernel-contenders.ts';

const ROUNDS = 5;
const CARD_MS = 4_000;
const CORE_MS = 500;
/** Most graphs have the first length; the second has its nonce in two blocks of the hash. */
const WORK_BYTES = [286, 322];

/** Prints a table for each card, and whether it is as it should be. */
export async function runGpuBench(args: readonly string[]): Promise<void> {
  const allowSoftware = args.includes('--software');
  console.log(
    `Node ${process.version}; ${cpus()[0]?.model ?? ''}, ${availableParallelism()} cores`,
  );
  const start = allowSoftware
    ? (await import('../src-core/workers/gpu/tests/software-gpu.ts')).startSoftwareGpu()
    : startNodeGpu;
  const listed = await listGpus(start, allowSoftware);
  if (!listed.ok) return console.log(`no graphics card: ${JSON.stringify(listed.error)}`);
  const cards = listed.value.filter(({ isSoftware }) => allowSoftware || !isSoftware);
  if (cards.length === 0) console.log('no graphics card was found');
  for (const card of cards) {
    for (const workBytes of WORK_BYTES) await measure(start, card, workBytes, allowSoftware);
  }
}

async function measure(
  start: Parameters<typeof listGpus>[0],
  { name, isSoftware }: AdapterName,
  workBytes: number,
  allowSoftware: boolean,
): Promise<void> {
  console.log(`\n${name}, header of ${workBytes} bytes, ${ROUNDS} turns`);
  row('card, MH/s', 'dispatch, ms', 'queue empty', 'one core, MH/s', 'card/core');
  const core = batchesOf(chooseEngine(wasmSimdKernels()).search, workBytes);
  const card = await openCard(start, name, allowSoftware, workBytes);
  const ratios: number[] = [];
  const dispatches: number[] = [];
  const empty: number[] = [];
  // The shader is compiled and the size of dispatches found.
  await card.run(CARD_MS);
  for (let round = 0; round < ROUNDS; round++) {
    const coreRate = megaHashes(sampleHere(core, CORE_MS));
    const reports = await card.run(CARD_MS);
    const sum = (of: 'hashes' | 'elapsedMs' | 'busyMs' | 'dispatches' | 'emptyMs'): number =>
      reports.reduce((total, report) => total + report[of], 0);
    const cardRate = sum('hashes') / sum('elapsedMs') / 1000;
    ratios.push(cardRate / coreRate);
    dispatches.push(sum('busyMs') / sum('dispatches'));
    empty.push(sum('emptyMs') / sum('elapsedMs'));
    row(
      cardRate.toFixed(2),
      dispatches.at(-1)!.toFixed(1),
      `${(100 * empty.at(-1)!).toFixed(2)} %`,
      coreRate.toFixed(2),
      `${ratios.at(-1)!.toFixed(2)} x`,
    );
  }
  await card.end();
  printCriterion('longest mean dispatch of a turn', Math.max(...dispatches), 100, 'ms');
  printCriterion('shortest mean dispatch to 20 ms', Math.min(...dispatches) / 20, 1);
  printCriterion('share of the time in which the queue had work', 1 - median(empty), 0.99);
  if (!isSoftware) printCriterion('card to one core', median(ratios), 10);
}

function row(...cells: readonly string[]): void {
  console.log(cells.map((cell) => cell.padStart(17)).join(''));
}
