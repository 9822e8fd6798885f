import { describe, expect, it, onTestFinished } from 'vitest';
import { unwrap } from '../../result.ts';
import { startPracticeNode } from '../practice-node.ts';
import { api, ask, readJob } from '../tests/mini-client.ts';
import { quietLogger, startNode } from '../tests/started-node.ts';

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
