/** A campaign at several doors, each in a process of its own: as many at a time as there are cores. */
import { availableParallelism } from 'node:os';
import { visibleText } from '../../src-core/logging/visible-text.ts';
import { tableOf, whole } from '../table.ts';
import { FAULT_KINDS } from './fault-watch.ts';
import type { FuzzOptions } from './fuzz-options.ts';
import type { DoorReport } from './run-door.ts';
import { runProcess } from './run-process.ts';

const HEADINGS = [
  ...['door', 'inputs', 'crashes', 'hangs', 'rejections', 'statements broken'],
  ...['growth MB', 'at most', 'inputs/s'],
];

/** Runs it and prints its table. Resolves with whether every figure is as it must be. */
export async function runCampaign({ doors, inputs, seed }: FuzzOptions): Promise<boolean> {
  const cores = availableParallelism();
  console.log(`seed ${seed}, ${doors.length} doors, ${cores} at a time`);
  const beganMs = performance.now();
  const reports = new Map<string, DoorReport>();
  const waiting = [...doors];
  const runWaiting = async (): Promise<void> => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      const report = await runProcess({ door: name, seed, inputs });
      reports.set(name, report);
      printReport(name, report);
    }
  };
  await Promise.all(Array.from({ length: cores }, runWaiting));
  const rows = doors.map((name) => rowOf(name, reports.get(name)!));
  const minutes = (performance.now() - beganMs) / 60_000;
  console.log(`\n${tableOf(HEADINGS, rows).join('\n')}\n`);
  const cpuMinutes = [...reports.values()].reduce((sum, each) => sum + each.cpuSeconds, 0) / 60;
  console.log(`${minutes.toFixed(1)} minutes, ${cpuMinutes.toFixed(1)} of a processor`);
  return [...reports.values()].every(isGood);
}

function isGood({ faults, growthMb, growthBoundMb }: DoorReport): boolean {
  return faults.length === 0 && growthMb <= growthBoundMb;
}

function rowOf(name: string, report: DoorReport): readonly string[] {
  const { inputs, seconds, faults, growthMb, growthBoundMb } = report;
  return [
    name,
    whole(inputs),
    ...FAULT_KINDS.map((kind) => String(faults.filter((fault) => fault.kind === kind).length)),
    growthMb.toFixed(1),
    growthBoundMb.toFixed(0),
    whole(inputs / seconds),
  ];
}

function printReport(name: string, { inputs, seconds, cpuSeconds, faults }: DoorReport): void {
  const times = `${seconds.toFixed(1)} s, ${cpuSeconds.toFixed(1)} s of a processor`;
  console.log(`${name}: ${whole(inputs)} inputs in ${times}`);
  for (const { kind, message, seed, file } of faults) {
    const again = seed === null ? '' : `; again with --door ${name} --seed ${seed}`;
    const kept = file === null ? '' : `; kept in ${file}`;
    // It quotes what came in.
    console.log(`  ${kind}: ${visibleText(message)}${again}${kept}`);
  }
}
