/** Where a node's copy of the chains stands, by its highest chain. */
import { expect, it } from 'vitest';
import { blockHash, toBase64Url } from '../../chainweb/block-hash.ts';
import { encodeWorkHeader } from '../../chainweb/work-header.ts';
import { mainnetFirst } from '../../tests/known-headers.ts';
import { reply, serveHttp } from '../../tests/loopback-server.ts';
import { closeAfterTest } from '../tests/node-test.ts';
import { nodeReadiness } from './node-readiness.ts';

const MADE_MS = Number(mainnetFirst.creationTimeMicros / 1000n);
const settings = { useTls: false, insecure: false, publicKey: '', account: null };

/** A node with this cut; it answers with one header, whatever is asked for. */
async function nodeWith(hashes: object, blockDelay: number | null = null, hasHeader = true) {
  const asked: string[] = [];
  const item = Buffer.concat([encodeWorkHeader(mainnetFirst), blockHash(mainnetFirst)]);
  const items = hasHeader ? [item.toString('base64url')] : ['x'];
  const server = await serveHttp((request, response) => {
    const url = request.url ?? '';
    request.resume();
    asked.push(url);
    const answer = url.endsWith('/info')
      ? { nodeVersion: 'x', nodeBlockDelay: blockDelay }
      : url.endsWith('/cut')
        ? { hashes }
        : { items };
    reply(response, 200, JSON.stringify(answer));
  });
  return { node: closeAfterTest(server).address, asked };
}

const hash = toBase64Url(blockHash(mainnetFirst));
const heights = (...all: number[]): object =>
  Object.fromEntries(all.map((height, chain) => [chain, { height, hash }]));

it.each([
  [[5, 9, 7], 1, 9],
  [[9, 9, 7], 0, 9],
  [[3], 0, 3],
])('is the highest of %j', async (all, chain, height) => {
  const { node, asked } = await nodeWith(heights(...all));
  const { position } = await nodeReadiness({ ...settings, node }, () => MADE_MS);
  expect(position).toEqual({ height, newestAgeMs: 0, isRecent: true });
  expect(asked.at(-1)).toBe(
    `/chainweb/0.0/x/chain/${chain}/header/branch?minheight=${height}&maxheight=${height}&limit=1`,
  );
});

it.each([
  [null, 300_000, true],
  [null, 300_001, false],
  [2_000_000, 20_000, true],
  [2_000_000, 20_001, false],
])('with a block delay of %s µs is recent after %d ms: %s', async (delay, ageMs, isRecent) => {
  const { node } = await nodeWith(heights(5), delay);
  const { position } = await nodeReadiness({ ...settings, node }, () => MADE_MS + ageMs);
  expect(position).toEqual({ height: 5, newestAgeMs: ageMs, isRecent });
});

it('is none where the node names no chain, or has no header for its tip', async () => {
  const empty = await nodeWith({});
  expect(await nodeReadiness({ ...settings, node: empty.node })).toMatchObject({
    position: null,
    steps: {
      position: {
        state: 'failed',
        error: { kind: 'nonsense-answer', detail: 'the cut names no chain' },
      },
    },
  });
  const without = await nodeWith(heights(5), null, false);
  expect(await nodeReadiness({ ...settings, node: without.node })).toMatchObject({
    position: null,
    steps: { reachable: { state: 'done' }, position: { state: 'failed' } },
  });
});
