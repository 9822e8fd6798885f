/**
 * `npm run test:faults`: the real miner, with node, network, disk, clock and workers that fail. Prints a table, and
 * ends with 1 where a case does not hold, or a block was lost, reported falsely or posted twice.
 *
 *   npm run test:faults                 all cases
 *   npm run test:faults -- clock solved the cases of that kind, or with that in their name
 */
import { availableParallelism } from 'node:os';
import {
  HAS_SOFTWARE_GPU,
  softwareGpuFolder,
} from '../../src-core/workers/gpu/tests/software-gpu.ts';
import { ALL_CASES } from './all-cases.ts';
import { runCase } from './case-process.ts';
import { FAULT_KINDS } from './fault-case.ts';
import type { FaultCase } from './fault-case.ts';
import { faultTable, isSound, troubleOf } from './fault-table.ts';
import type { TriedCase } from './fault-table.ts';

/** Cases mostly wait: with more than two on a core, they would wait for each other. */
const AT_ONCE = 2 * availableParallelism();

const words = process.argv.slice(2);
const wanted = ALL_CASES.filter(
  ({ name, kind }) =>
    words.length === 0 || words.some((word) => kind === word || name.includes(word)),
);

async function tryCase(given: FaultCase): Promise<TriedCase> {
  const leftOut = given.leftOut?.() ?? null;
  const tried: TriedCase = {
    ...{ name: given.name, kind: given.kind, holds: given.holds, leftOut },
    outcome: leftOut === null ? await runCase(given) : null,
  };
  const trouble = troubleOf(tried);
  if (trouble !== null) process.stderr.write(`${trouble}\n\n`);
  return tried;
}

async function tryAll(cases: readonly FaultCase[]): Promise<readonly TriedCase[]> {
  const tried: TriedCase[] = [];
  const left = [...cases];
  const lane = async (): Promise<void> => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      tried.push(await tryCase(next));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return tried;
}

if (wanted.length === 0) {
  process.stderr.write(`No case is called that. Kinds: ${FAULT_KINDS.join(', ')}\n`);
  process.exitCode = 2;
} else {
  // Looked for once: cases that look for themselves, at once, might all install what they need.
  if (HAS_SOFTWARE_GPU) process.env['ELECTRON_OVERRIDE_DIST_PATH'] = softwareGpuFolder();
  const startedMs = performance.now();
  const tried = await tryAll(wanted);
  const order = wanted.map(({ name }) => name);
  const inOrder = [...tried].sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
  const seconds = (performance.now() - startedMs) / 1000;
  process.stdout.write(`${faultTable(inOrder)}\nin ${seconds.toFixed(0)} s\n`);
  if (!inOrder.every(isSound)) process.exitCode = 1;
}
