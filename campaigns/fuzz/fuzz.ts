/**
 * `npm run test:fuzz`: hostile input at every door, as many doors at a time as there are cores. `--door NAME`
 * (repeatable) sends to these alone, `--inputs N` so many to each, `--seed N` the same ones again.
 */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { tableOf, whole } from '../table.ts';
import { DOOR_NAMES } from './doors.ts';
import { FAULT_KINDS } from './fault-watch.ts';
import type { DoorReport } from './run-door.ts';
import { runProcess } from './run-process.ts';

const { values } = parseArgs({
  options: {
    door: { type: 'string', multiple: true, default: [...DOOR_NAMES] },
    inputs: { type: 'string' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
  },
});
const seed = Number(values.seed);
const unknown = values.door.find((name) => !DOOR_NAMES.includes(name));
if (unknown !== undefined || !Number.isInteger(seed)) {
  console.error(`Usage: npm run test:fuzz -- [--door NAME] [--inputs N] [--seed N]`);
  console.error(`Doors: ${DOOR_NAMES.join(', ')}`);
  process.exit(2);
}

console.log(`seed ${seed}, ${values.door.length} doors, ${availableParallelism()} at a time`);
const beganMs = performance.now();
const reports = new Map<string, DoorReport>();
const waiting = [...values.door];
await Promise.all(Array.from({ length: availableParallelism() }, runWaiting));
const isGood = printReports();
console.log(`${((performance.now() - beganMs) / 60_000).toFixed(1)} minutes`);
process.exitCode = isGood ? 0 : 1;

async function runWaiting(): Promise<void> {
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
    const inputs = values.inputs === undefined ? null : Number(values.inputs);
    const report = await runProcess({ door: name, seed, inputs });
    reports.set(name, report);
    console.log(`${name}: ${whole(report.inputs)} inputs in ${report.seconds.toFixed(1)} s`);
    for (const { kind, message, seed: found, file } of report.faults) {
      const again = found === null ? '' : `; again with --door ${name} --seed ${found}`;
      console.log(`  ${kind}: ${message}${again}${file === null ? '' : `; kept in ${file}`}`);
    }
  }
}

/** Prints the table. Returns whether every figure is as it must be. */
function printReports(): boolean {
  let isGood = true;
  const rows = values.door.map((name) => {
    const report = reports.get(name)!;
    const counts = FAULT_KINDS.map((kind) => report.faults.filter((f) => f.kind === kind).length);
    if (report.faults.length > 0 || report.growthMb > report.growthBoundMb) isGood = false;
    return [
      name,
      whole(report.inputs),
      ...counts.map(String),
      report.growthMb.toFixed(1),
      report.growthBoundMb.toFixed(0),
      whole(report.inputs / report.seconds),
    ];
  });
  const headings = ['door', 'inputs', 'crashes', 'hangs', 'rejections', 'statements broken'];
  const lines = tableOf([...headings, 'growth MB', 'at most', 'inputs/s'], rows);
  console.log(`\n${lines.join('\n')}\n`);
  return isGood;
}
