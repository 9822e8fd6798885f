import { createHash } from 'node:crypto';
import { describe, expect, it, onTestFinished } from 'vitest';
import { unwrap } from '../../result.ts';
import { startPracticeNode } from '../practice-node.ts';
import { api, ask, readJob, solve } from '../tests/mini-client.ts';
import { getJob, quietLogger, startNode } from '../tests/started-node.ts';
import type { CutJson } from '../tests/started-node.ts';
import type { PracticeBlock } from '../chain/practice-block.ts';
import { limitCut } from './network-replies.ts';

describe('GET /info', () => {
  it('has all fields of the node', async () => {
    const { url } = await startNode({ graph: 'pair', blockDelayMicros: 7_000_000 });
    const answer = await ask(`${url}/info`);
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe('application/json;charset=utf-8');
    const graph = [
      [0, [1]],
      [1, [0]],
    ];
    expect(JSON.parse(answer.text)).toEqual({
      nodeVersion: 'practice-pair',
      nodePackageVersion: '2.32.0',
      nodeApiVersion: '0.0',
      nodeChains: ['0', '1'],
      nodeNumberOfChains: 2,
      nodeGraphHistory: [[0, graph]],
      nodeLatestBehaviorHeight: 1,
      nodeGenesisHeights: [
        ['0', 0],
        ['1', 0],
      ],
      nodeHistoricalChains: [[0, graph]],
      nodeBlockDelay: 7_000_000,
    });
  });

  it('describes twenty chains and 60 s each by default', async () => {
    const node = unwrap(await startPracticeNode({ port: 0 }, quietLogger));
    onTestFinished(() => node.kill());
    expect(node.versionName).toBe('practice');
    const info = JSON.parse((await ask(`${node.url}/info`)).text) as Record<string, unknown>;
    expect(info).toMatchObject({ nodeNumberOfChains: 20, nodeBlockDelay: 60_000_000 });
    const job = readJob((await api(node.url, 'practice').work()).body);
    expect(job.work.length).toBe(286);
    expect((2n ** 256n - 1n) / job.target).toBe(50_000_000n);
  });
});

describe('GET cut', () => {
  it('has the height, weight and name of all chains together', async () => {
    const node = await startNode();
    for (const chain of [0, 2]) await node.solved(solve(await getJob(node, chain)));
    const cut = JSON.parse((await node.get('cut')).text) as CutJson & Record<string, unknown>;
    expect(cut).toMatchObject({
      ...{ origin: null, height: 2, instance: 'practice-triangle' },
      hashes: { 0: { height: 1 }, 1: { height: 0 }, 2: { height: 1 } },
    });
    // Twenty hashes for each of the two blocks, little endian.
    const weight = Buffer.alloc(32);
    weight[0] = 40;
    expect(cut['weight']).toBe(weight.toString('base64url'));
    const hashes = [0, 1, 2].map((chain) => Buffer.from(cut.hashes[chain]!.hash, 'base64url'));
    const id = createHash('sha512-256').update(Buffer.concat(hashes)).digest('base64url');
    expect(cut['id']).toBe(id);
  });

  it.each([
    [10, [3, 3, 2]],
    [9, [3, 3, 2]],
    [8, [2, 2, 2]],
    [0, [0, 0, 0]],
    [99, [5, 3, 2]],
  ])('as it was at the height %d of all chains', (height, heights) => {
    const block = (chain: number, at: number) =>
      ({ header: { chain, height: at } }) as unknown as PracticeBlock;
    const tips = [5, 3, 2].map((at, chain) => block(chain, at));
    expect(limitCut(tips, height, block)).toEqual(heights.map((at, chain) => block(chain, at)));
    expect(limitCut(tips, height, () => null)).toEqual(tips);
  });
});
