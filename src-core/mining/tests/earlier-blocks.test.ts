/** Blocks in the outbox, from one run to the next. */
import { expect, it } from 'vitest';
import { blockHash, toBase64Url } from '../../chainweb/block-hash.ts';
import { encodeWorkHeader } from '../../chainweb/work-header.ts';
import type { ScriptedNode } from '../../tests/scripted-node.ts';
import { openSession } from './running-session.ts';

/** A block on top of the node's chain, as the outbox has it. */
function blockOn(scripted: ScriptedNode, node: string) {
  const header = scripted.grow();
  scripted.blocks.pop();
  return {
    ...{ id: toBase64Url(blockHash(header)), node, versionName: 'scripted', chain: header.chain },
    ...{ height: header.height, difficulty: 1, worker: 'barn', foundAtMs: Date.now() },
    bytes: encodeWorkHeader(header),
  };
}

it('are handed in at the next start, also where the history has lost them', async () => {
  const { session, node, history, until, logged } = await openSession();
  const entry = blockOn(node, `http://${node.address}`);
  history.outbox.put(entry);
  await session.start();
  expect(await until('solution-accepted')).toMatchObject({ id: entry.id });
  expect(history.outbox.all()).toEqual([]);
  expect(await logged('info')).toContain(`sending block ${entry.id} of an earlier run`);
});

it('wait for the next start where the node takes none before the stop', async () => {
  const { session, node, history, until, findBlock } = await openSession();
  await session.start();
  await until('work-received');
  node.status = 503;
  await findBlock();
  const { id } = await until('solution-retried');
  expect(await session.stop()).toEqual([]);
  expect(history.outbox.all()).toMatchObject([{ id }]);
  node.status = 200;
  await session.start();
  expect(await until('solution-accepted')).toMatchObject({ id });
});

it('are given up once their chain is as high as a day later', async () => {
  const { session, node, history, until, logged } = await openSession({
    defaultHTTPTimeout: 150_000,
  });
  const entry = blockOn(node, `http://${node.address}`);
  history.outbox.put(entry);
  node.holdsSolutions = true;
  node.blocks.push({ ...node.grow(), height: 2_881 });
  await session.start();
  expect(await until('solution-uncertain')).toMatchObject({
    ...{ id: entry.id, error: { kind: 'timeout' } },
  });
  expect(history.outbox.all()).toEqual([]);
  expect((await logged('error'))[0]).toMatch(`giving up on block ${entry.id}: `);
});
