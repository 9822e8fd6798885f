import { expect, it } from 'vitest';
import { closeAfterTest, scriptedNode } from '../node/tests/node-test.ts';
import type { ScriptedNode } from '../tests/scripted-node.ts';
import { reply, serveHttp } from '../tests/loopback-server.ts';
import { cutMoves } from './cut-movement.ts';

const moves = (node: { readonly address: string }, watchMs = 40): Promise<boolean> =>
  cutMoves({ node: node.address, useTls: false, insecure: false }, 'scripted', watchMs);
const looks = (node: ScriptedNode): number => node.asked.length;

it('is none where a node has the same block at all of nine looks', async () => {
  const node = await scriptedNode();
  expect(await moves(node)).toBe(false);
  expect(node.asked).toEqual(Array(9).fill('/chainweb/0.0/scripted/cut'));
});

it('is seen at the first new block, and not looked for any more', async () => {
  const node = await scriptedNode();
  const grown = node.until(() => looks(node) === 3).then(() => node.grow());
  expect(await moves(node, 80)).toBe(true);
  await grown;
  expect(looks(node)).toBe(4);
});

it('is seen after an answer that failed', async () => {
  const node = await scriptedNode();
  const failed = node
    .until(() => looks(node) === 2)
    .then(() => {
      node.status = 404;
      return node.until(() => looks(node) === 3);
    })
    .then(() => {
      node.status = 200;
      node.grow();
    });
  expect(await moves(node, 80)).toBe(true);
  await failed;
});

it('is none where the node does not answer the first time', async () => {
  const node = await scriptedNode();
  node.status = 404;
  expect(await moves(node)).toBe(false);
  expect(looks(node)).toBe(1);
});

it('is none where the blocks of two chains are the same at each look', async () => {
  const hashes = (count: number) => ({
    0: { height: count, hash: 'A'.repeat(43) },
    1: { height: count, hash: 'B'.repeat(43) },
  });
  let count = 0;
  const server = closeAfterTest(
    await serveHttp((_request, response) => {
      count += 1;
      reply(response, 200, JSON.stringify({ hashes: hashes(1) }));
    }),
  );
  expect(await moves(server)).toBe(false);
  expect(count).toBe(9);
});
