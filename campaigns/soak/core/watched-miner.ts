/** A miner in a process of its own that is measured at even distances of time. */
import { BenchProcess } from '../../../bench/stratum/bench-process.ts';
import type { LoopDelays } from '../event-loop.ts';
import { judgeHeap } from '../heap-parts.ts';
import { judgeHandles, judgeMemory, stated } from '../judgement.ts';
import type { Judged } from '../judgement.ts';
import { lowWater, trendOf } from '../trend.ts';
import type { MinerOrder, MinerReport } from './miner-process.ts';
import type { Usage } from './usage.ts';

export interface WatchedMiner {
  /** Measures what it uses. */
  look(): Promise<Usage>;
  report(): Promise<MinerReport>;
  restart(): Promise<void>;
  loop(): Promise<LoopDelays>;
  /** Ends mining and the process. Answers what was open after mining had ended. */
  stop(): Promise<Usage>;
}

const FILE = new URL('miner-process.ts', import.meta.url);
const NODE_OPTIONS = ['--disable-warning=ExperimentalWarning'];

/** Resolves when it mines. */
export async function startWatchedMiner(order: MinerOrder): Promise<WatchedMiner> {
  const child = new BenchProcess(FILE, null, NODE_OPTIONS);
  await child.ask('start', order);
  return {
    look: () => child.ask<Usage>('usage'),
    report: () => child.ask<MinerReport>('report'),
    restart: () => child.ask('restart'),
    loop: () => child.ask<LoopDelays>('loop'),
    async stop() {
      const left = await child.ask<Usage>('stop');
      await child.end();
      return left;
    },
  };
}

/**
 * Memory and handles of the whole run.
 * @param lowWaterLooks of so many looks in a row, the one with the fewest resources counts
 */
export function judgeUsage(
  of: string,
  looks: readonly Usage[],
  lowWaterLooks = 1,
): readonly Judged[] {
  const resources = ({ resources: now, machines }: Usage): number =>
    Object.values(now).reduce((sum, each) => sum + each, -machines);
  const threads = looks.map(({ threads: heaps }) => heaps.reduce((sum, each) => sum + each, 0));
  return [
    ...judgeHeap(
      `${of}: heap`,
      looks.map(({ heap }) => heap),
    ),
    judgeMemory(
      `${of}: memory of the process with its threads`,
      looks.map(({ rss }) => rss),
    ),
    judgeMemory(`${of}: heaps of its threads`, threads),
    // Machines come and go, each with a socket.
    judgeHandles(
      `${of}: open files, without machines`,
      looks.map(({ files, machines }) => Math.max(0, files - machines)),
    ),
    judgeHandles(
      `${of}: sockets, timers and other resources, without machines`,
      lowWater(looks.map(resources), lowWaterLooks),
    ),
    stated(`${of}: of these, with machines`, kindsOf(looks)),
  ];
}

/** How many of each kind there were after the warm-up and at the end: where a leak would be. */
function kindsOf(looks: readonly Usage[]): string {
  const kinds = new Set(looks.flatMap(({ resources }) => Object.keys(resources)));
  return [...kinds]
    .sort()
    .map((kind) => {
      const { before, after } = trendOf(looks.map(({ resources }) => resources[kind] ?? 0));
      return before === after ? `${kind} ${before}` : `${kind} ${before} -> ${after}`;
    })
    .join(', ');
}
