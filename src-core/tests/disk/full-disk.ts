/**
 * Mines into a history on a disk that becomes full and has room again, in a process of its own: see
 * small-disk.ts.
 */
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { mkChainId } from '../../chainweb/chain-graph.ts';
import type { HistoryEvent } from '../../storage/storage-events.ts';
import { machineSample, totalSample } from './history-samples.ts';
import { openHistory } from '../../history/history.ts';
import type { History } from '../../history/history.ts';
import { fillDisk } from './small-disk.ts';
import type { SmallDisk } from './small-disk.ts';

export const FULL_DISK_PROGRAM = fileURLToPath(import.meta.url);

export interface FullDiskRun {
  readonly lines: readonly string[];
  readonly events: readonly HistoryEvent[];
  /** Blocks that were found, and those that a new process knows after all of it. */
  readonly found: number;
  readonly kept: number;
  readonly waiting: readonly string[];
}

/** Samples written before: enough for a checkpoint. */
const SECONDS_BEFORE = 300;
/** Fake seconds of mining while the disk is full: a sample each, and a block in every tenth. */
const SECONDS_FULL = 600;
/** The clock runs faster, so that no test waits for the calm after a fault. */
const CLOCK_RATE = 20;

function find(history: History, id: string): void {
  const common = { id, chain: mkChainId(2), height: 9, difficulty: 1e6, worker: 'CPU 0' };
  const bytes = new Uint8Array(286);
  const node = 'http://node';
  history.outbox.put({ ...common, node, versionName: 'practice', foundAtMs: 9, bytes });
  history.record({ type: 'solution-found', ...common, versionName: 'practice', atMs: 9 });
  history.record({ type: 'solution-accepted', id, atMs: 9 });
}

async function run(folder: string, kind: SmallDisk): Promise<FullDiskRun> {
  const lines: string[] = [];
  const events: HistoryEvent[] = [];
  const startMs = Date.now();
  let waitFor = (): void => undefined;
  const file = join(folder, 'history.db');
  const history = openHistory(file, {
    log: { error: (line) => lines.push(line), info: () => undefined },
    nowMs: () => startMs + CLOCK_RATE * (Date.now() - startMs),
  });
  history.listen((event) => {
    events.push(event);
    waitFor();
  });
  let found = 0;
  find(history, `before ${(found += 1)}`);
  // A checkpoint is due, and finds the disk full.
  for (let second = 0; second < SECONDS_BEFORE; second += 1) {
    history.addSample(
      totalSample({ atMs: startMs - second * 1000, hashesPerSecond: 5, difficulty: 1e6 }),
    );
  }
  const free = fillDisk(folder, kind);
  for (let second = 0; second < SECONDS_FULL; second += 1) {
    history.addSample(
      totalSample({ atMs: startMs + second * 1000, hashesPerSecond: 5, difficulty: 1e6 }),
    );
    history.machineSamples.add([
      ['rig', machineSample({ atMs: second, hashesPerSecond: 5, level: 3 })],
    ]);
    if (second % 10 === 0) find(history, `full ${(found += 1)}`);
  }
  // Checkpoints have their turn.
  await pause(600);
  const recovered = new Promise<void>((resolve) => {
    const alive = setInterval(() => undefined, 60_000);
    waitFor = () => {
      const failing = new Set<string>();
      for (const { type, part } of events) {
        if (type === 'history-failed') failing.add(part);
        else failing.delete(part);
      }
      if (failing.size > 0) return;
      clearInterval(alive);
      resolve();
    };
  });
  free();
  await recovered;
  find(history, `after ${(found += 1)}`);
  history.close();
  const again = openHistory(file);
  const kept = again.blocks(Infinity, 10_000).filter(({ state }) => state === 'accepted').length;
  const waiting = again.outbox.all().map(({ id }) => id);
  again.close();
  return { lines, events, found, kept, waiting };
}

const [, program, folder, kind] = process.argv;
if (program === FULL_DISK_PROGRAM && folder !== undefined) {
  process.stdout.write(JSON.stringify(await run(folder, kind === 'tmpfs' ? 'tmpfs' : 'limit')));
}
