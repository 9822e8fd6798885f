import { expect, it, onTestFinished } from 'vitest';
import { createLog } from '../../logging/logger.ts';
import type { Worker } from '../../workers/worker.ts';
import { account, linkTo, scriptedNode } from '../tests/linked-node.ts';
import { untilAborted } from '../tests/running-loop.ts';
import { startMiner } from './mining-loops.ts';
import { createHandIn } from './submit-solution.ts';

/** Two loops on a node, with their numbers and what their workers do. */
async function startLoops(...searches: readonly Worker['solve'][]) {
  const node = await scriptedNode();
  const { pool, outbox } = await linkTo(node);
  const lines: string[] = [];
  const { logger, flush } = createLog({
    level: 'debug',
    sink: (batch) =>
      void lines.push(...batch.map(({ tags, text }) => `${tags.join(' ')}: ${text}`)),
  });
  /** Names of workers that search, and that were closed. */
  const searching: string[] = [];
  const closed: string[] = [];
  let look = (): void => undefined;
  const miner = startMiner({
    loops: searches.map((search, index) => ({
      place: { number: 2 * index + 1, of: 4 },
      makeWorker: () => ({
        name: `CPU ${index}`,
        solve(work, signal) {
          searching.push(`CPU ${index}`);
          look();
          return search(work, signal);
        },
        close: async () => {
          await new Promise((resolve) => setImmediate(resolve));
          closed.push(`CPU ${index}`);
        },
      }),
    })),
    ...{ provesWork: true, pool, account, logger, onEvent: () => undefined },
    handIn: createHandIn(outbox, () => undefined),
  });
  onTestFinished(() => miner.stop().catch(() => undefined));
  return {
    ...{ miner, closed },
    allSearch: () =>
      new Promise<void>((resolve) => {
        look = () => {
          if (searching.length >= searches.length) resolve();
        };
        look();
      }),
    async logged() {
      await flush();
      return lines;
    },
  };
}

it('logs as the threads of chainweb-mining-client, by the number of each loop, and ends with all', async () => {
  const { miner, closed, allSearch, logged } = await startLoops(untilAborted, untilAborted);
  await allSearch();
  expect([...(await logged())].sort()).toEqual([
    'Thread 1: got new work for chain ChainId 0',
    'Thread 3: got new work for chain ChainId 0',
  ]);
  await miner.stop();
  await miner.ended;
  expect(closed.sort()).toEqual(['CPU 0', 'CPU 1']);
});

it('reports a loop that breaks at once, and ends the others before a stop rejects', async () => {
  const { miner, closed, allSearch } = await startLoops(untilAborted, () =>
    Promise.reject(new Error('a bug')),
  );
  await allSearch();
  await expect(miner.ended).rejects.toThrow('a bug');
  expect(closed).toEqual([]);
  await expect(miner.stop()).rejects.toThrow('a bug');
  expect(closed).toEqual(['CPU 0']);
});
