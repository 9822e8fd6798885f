import { describe, expect, it } from 'vitest';
import { minerAccount } from '../../chainweb/account.ts';
import { startPracticeNode } from '../../practice/practice-node.ts';
import type { PracticeOptions } from '../../practice/api/practice-options.ts';
import { unwrap } from '../../result.ts';
import { nodeReadiness } from './node-readiness.ts';
import { serveHttp } from '../../tests/loopback-server.ts';
import { closeAfterTest, logger, scriptedNode } from '../tests/node-test.ts';

const publicKey = 'ab'.repeat(32);
const settings = { useTls: false, insecure: false, publicKey, account: null };
const done = { state: 'done' };

async function practice(options: Partial<PracticeOptions> = {}) {
  const easy = { port: 0, graph: 'pair', blockDelayMicros: 1e6, ...options } as const;
  const node = closeAfterTest(unwrap(await startPracticeNode(easy, logger)));
  return new URL(node.url).host;
}

describe('the readiness of a node', () => {
  it('is complete when it answers, has new blocks, and mines for the key', async () => {
    const readiness = await nodeReadiness({ ...settings, node: await practice() });
    expect(readiness).toMatchObject({
      network: { versionName: 'practice-pair' },
      position: { height: 0, isRecent: true },
      steps: { reachable: done, position: done, mining: done, key: done },
    });
  });

  it('reports the age of an old newest block: the node catches up, or the network has no miners', async () => {
    const node = await practice();
    const inAnHour = (): number => Date.now() + 3_600_000;
    const { position } = await nodeReadiness({ ...settings, node }, inAnHour);
    expect(position?.isRecent).toBe(false);
    expect(position?.newestAgeMs).toBeGreaterThan(3_590_000);
  });

  it('ends at the key when the node mines for another', async () => {
    const node = await practice({ accounts: [minerAccount('cd'.repeat(32))] });
    const { steps } = await nodeReadiness({ ...settings, node });
    expect(steps).toMatchObject({
      mining: done,
      key: { state: 'failed', error: { kind: 'key-refused' } },
    });
  });

  it('ends at mining when that is off', async () => {
    const server = closeAfterTest(
      await serveHttp((request, response) => {
        response.statusCode = request.url === '/info' ? 200 : 404;
        response.end(request.url === '/info' ? '{"nodeVersion":"mainnet01"}' : '');
      }),
    );
    const { steps } = await nodeReadiness({ ...settings, node: server.address });
    expect(steps).toMatchObject({
      reachable: done,
      mining: { state: 'failed', error: { kind: 'mining-off' } },
      key: { state: 'waiting', reason: 'earlier-step' },
    });
  });

  it('waits for a key before it asks for work', async () => {
    const { steps } = await nodeReadiness({ ...settings, publicKey: '', node: await practice() });
    const noKey = { state: 'waiting', reason: 'no-key' };
    expect(steps).toMatchObject({ reachable: done, mining: noKey, key: noKey });
  });

  it('begins with a node that answers', async () => {
    const node = await scriptedNode();
    await node.close();
    const { steps, network } = await nodeReadiness({ ...settings, node: node.address });
    expect(network).toBeNull();
    expect(steps).toMatchObject({
      reachable: { state: 'failed', error: { kind: 'node-missing' } },
      position: { state: 'waiting' },
    });
  });
});
