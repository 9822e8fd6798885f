/** A program that mines into a history, a second every few milliseconds, until it is killed. */
import { spawn } from 'node:child_process';
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { mkChainId } from '../../chainweb/chain-graph.ts';
import { openHistory } from '../../history/history.ts';
import { machineSample, totalSample } from './history-samples.ts';

const PROGRAM = fileURLToPath(import.meta.url);

export const WRITER_START_MS = 1_700_006_400_000;
export const WRITER_MACHINES = ['rig 0', 'rig 1', 'rig 2'];

/**
 * Starts it at a second, and kills it in the middle of its work.
 * @param seconds how many it has reported then, at least
 * @param delayMs how long it continues after that
 * @returns how many it has reported when it was dead
 */
export function killHistoryWriter(
  file: string,
  from: number,
  seconds: number,
  delayMs: number,
): Promise<number> {
  const argv = ['--disable-warning=ExperimentalWarning', PROGRAM, file, `${from}`];
  const child = spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'inherit'] });
  let reported = 0;
  return new Promise((resolve) => {
    createInterface({ input: child.stdout })
      .on('line', () => {
        reported += 1;
        if (reported === seconds) setTimeout(() => child.kill('SIGKILL'), delayMs);
      })
      .on('close', () => resolve(reported));
  });
}

/** One share a second from each machine, a reading of a device, and a block. */
function mine(file: string, from: number): void {
  let nowMs = WRITER_START_MS + from * 1_000;
  const history = openHistory(file, { nowMs: () => nowMs });
  const shares = { accepted: 1, blocks: 0, stale: 0, duplicate: 0, low: 0, invalid: 0 };
  for (let second = from; ; second += 1, nowMs = WRITER_START_MS + second * 1_000) {
    history.record({
      ...{ type: 'solution-found', id: `block ${second}`, atMs: nowMs, chain: mkChainId(2) },
      ...{ height: second, difficulty: 1e6, worker: 'CPU 0', versionName: 'practice' },
    });
    history.mark({ kind: 'started', atMs: nowMs });
    const sample = machineSample({ atMs: nowMs, shares });
    history.machineSamples.add(WRITER_MACHINES.map((key) => [key, sample]));
    if (second % 5 === 0) history.machineSamples.of('rig 0', nowMs - 60_000, nowMs, 100);
    history.addSample(totalSample({ atMs: nowMs, shares }));
    writeSync(1, `${second}\n`);
  }
}

const [, program, file, from] = process.argv;
if (program === PROGRAM && file !== undefined) mine(file, Number(from));
