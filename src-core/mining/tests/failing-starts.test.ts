/** Starts and stops of which a step fails: what is reported, and that nothing stays open. */
import { createServer } from 'node:net';
import { expect, it } from 'vitest';
import { minerConfigSchema } from '../../config/miner-config.ts';
import type { MinerConfig } from '../../config/miner-config.ts';
import type { History } from '../../history/history.ts';
import { practiceDataFile } from '../../practice/practice-files.ts';
import { unwrap } from '../../result.ts';
import type { MinerEvent } from '../../state/miner-events.ts';
import { collectedLog } from '../../tests/collected-log.ts';
import { freePort, listenOnLoopback } from '../../tests/loopback-server.ts';
import { miningTest, publicKey } from '../../tests/mining-test.ts';
import { startMining } from '../start-mining.ts';
import { scriptedNode } from './linked-node.ts';

const { folder, history, practiceNode } = miningTest();

function bug(): never {
  throw new Error('a bug');
}

interface Breaks {
  readonly config?: object;
  readonly history?: (history: History) => History;
  readonly onEvent?: (event: MinerEvent) => void;
}

/** Starts to mine on a scripted node with a worker that listens on a port. */
async function start({ config: wishes, history: given = (own) => own, onEvent }: Breaks) {
  const node = await scriptedNode();
  const port = await freePort();
  const config: MinerConfig = {
    ...minerConfigSchema.parse({
      ...{ publicKey, node: node.address, worker: 'on-demand', onDemandPort: port },
    }),
    ...wishes,
  };
  const { logger, logged } = collectedLog();
  const events: MinerEvent[] = [];
  const started = await startMining({
    ...{ config, dataDirectory: folder(), history: given(history()), logger },
    onEvent(event) {
      events.push(event);
      onEvent?.(event);
    },
  });
  return { started, node, port, events, logged };
}

it.each([
  ['practice-network', { config: { practice: true, practiceGraph: 'none' } }],
  ['nodes', { config: { fallbackNodes: ['['] } }],
  ['outbox', { history: (own) => ({ ...own, outbox: { ...own.outbox, all: bug } }) }],
  ['loops', { onEvent: ({ type }) => void (type === 'mining-started' && bug()) }],
] satisfies [string, Breaks][])('a start whose step %s throws closes all', async (step, breaks) => {
  const { started, port, events, logged } = await start(breaks);
  expect(started).toMatchObject({ ok: false, error: { kind: 'unexpected', setting: null, step } });
  expect(events.map(({ type }) => type).filter((type) => type !== 'mining-started')).toEqual([]);
  expect(await logged('error')).toEqual([expect.stringMatching(`^opening ${step} failed: `)]);
  await (await listenOnLoopback(createServer(), port)).close();
});

it('does not start where another program has the practice chains', async () => {
  await practiceNode(0, { dataFile: practiceDataFile(folder()) });
  const { started, node, events } = await start({ config: { practice: true } });
  expect(started).toMatchObject({ error: { kind: 'practice-data', reason: 'in-use' } });
  expect([node.asked, events]).toEqual([[], []]);
});

it.each(['mining-stopping', 'mining-stopped'])('a stop reports that %s failed', async (broken) => {
  const { started } = await start({ onEvent: ({ type }) => void (type === broken && bug()) });
  expect(await unwrap(started).stop()).toEqual([{ part: 'loops', detail: 'a bug' }]);
});

it('a stop reports that the mining loops have broken down', async () => {
  const { started } = await start({
    onEvent: ({ type }) => void (type === 'work-received' && bug()),
  });
  const { ended, stop } = unwrap(started);
  await ended;
  expect(await stop()).toEqual([{ part: 'loops', detail: 'a bug' }]);
});
