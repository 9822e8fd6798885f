/** What the program with its window uses at a moment. */
import { readdir } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import type { LaunchedApp } from '../../../electron/tests/support/launch-app.ts';
import { judgeHeap, partsOfSpaces } from '../heap-parts.ts';
import type { HeapParts } from '../heap-parts.ts';
import { judgeHandles, judgeMemory } from '../judgement.ts';
import { lowWater } from '../trend.ts';
import type { Judged } from '../judgement.ts';
import { memoryOf } from './process-tree.ts';
import type { MemoryByRole } from './process-tree.ts';
import { pageHeap } from './page-heap.ts';

export interface AppUsage {
  readonly mainHeap: HeapParts;
  readonly pageHeap: HeapParts;
  readonly processes: MemoryByRole;
  /** Open files and sockets of the main process; 0 where the system does not list them. */
  readonly files: number;
  /** Sockets, timers and other resources of the main process. */
  readonly resources: number;
  /** Elements and texts of the page, those that are not in it any more among them. */
  readonly nodes: number;
  readonly listeners: number;
}

/** To be started with it: garbage is collected before measuring. */
export const MEASURABLE = ['--js-flags=--expose-gc'] as const;

/** Collects garbage and measures. */
export async function appUsage({ app, page, child }: LaunchedApp): Promise<AppUsage> {
  const ofPage = await pageUsage(page);
  const main = await app.evaluate(() => {
    globalThis.gc?.();
    globalThis.gc?.();
    return {
      spaces: process.getBuiltinModule('node:v8').getHeapSpaceStatistics(),
      resources: process.getActiveResourcesInfo().length,
    };
  });
  const pid = child.pid ?? 0;
  return {
    ...ofPage,
    ...{ mainHeap: partsOfSpaces(main.spaces), resources: main.resources },
    processes: await memoryOf(pid),
    files: process.platform === 'linux' ? (await readdir(`/proc/${pid}/fd`)).length : 0,
  };
}

async function pageUsage(page: Page): Promise<Pick<AppUsage, 'pageHeap' | 'nodes' | 'listeners'>> {
  const session = await page.context().newCDPSession(page);
  const heap = await pageHeap(session);
  const { nodes, jsEventListeners: listeners } = await session.send('Memory.getDOMCounters');
  await session.detach();
  return { pageHeap: heap, nodes, listeners };
}

/** Memory and handles of the whole run. */
export function judgeApp(of: string, looks: readonly AppUsage[]): readonly Judged[] {
  const roles = new Set(looks.flatMap(({ processes }) => [...processes.keys()]));
  const all = <Value>(pick: (look: AppUsage) => Value): readonly Value[] => looks.map(pick);
  return [
    ...judgeHeap(
      `${of}: heap of the main process`,
      all((look) => look.mainHeap),
    ),
    ...judgeHeap(
      `${of}: heap of the page`,
      all((look) => look.pageHeap),
    ),
    ...[...roles].map((role) =>
      judgeMemory(
        `${of}: memory of the ${role}`,
        all(({ processes }) => processes.get(role) ?? 0),
      ),
    ),
    judgeHandles(
      `${of}: open files and sockets`,
      all((look) => look.files),
    ),
    judgeHandles(
      `${of}: sockets, timers and other resources`,
      all((look) => look.resources),
    ),
    // Both follow what is shown at the moment: a block that was just found, the state of mining.
    judgeHandles(`${of}: nodes of the page`, lowWater(all((look) => look.nodes))),
    judgeHandles(`${of}: listeners of the page`, lowWater(all((look) => look.listeners))),
  ];
}
