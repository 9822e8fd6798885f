import { describe, expect, it } from 'vitest';
import { minerAccount } from '../../chainweb/account.ts';
import { startPracticeNode } from '../../practice/practice-node.ts';
import { unwrap } from '../../result.ts';
import { serveHttp } from '../../tests/loopback-server.ts';
import { checkNode } from './check-node.ts';
import { closeAfterTest, logger, scriptedNode } from '../tests/node-test.ts';

const publicKey = 'ab'.repeat(32);
const limits = { defaultHTTPTimeout: 20_000_000, nodeConnectTimeout: 20 };
const settings = { useTls: false, insecure: false, publicKey, account: null, ...limits };

describe('checking a node', () => {
  it('returns its network once it has issued work', async () => {
    const node = await scriptedNode();
    const found = unwrap(await checkNode({ ...settings, node: node.address }));
    expect(found.network.versionName).toBe('scripted');
    expect(found.latencyMs).toBeGreaterThan(0);
    expect(node.asked).toEqual(['/info', '/chainweb/0.0/scripted/mining/work']);
  });

  it('asks for no work without a valid public key', async () => {
    const node = await scriptedNode();
    const found = await checkNode({ ...settings, node: node.address, publicKey: '' });
    expect(found.ok).toBe(true);
    expect(node.asked).toEqual(['/info']);
  });

  it('reports that the node does not accept the key', async () => {
    const accounts = [minerAccount('cd'.repeat(32))];
    const started = await startPracticeNode({ port: 0, graph: 'pair', accounts }, logger);
    const node = closeAfterTest(unwrap(started));
    const found = await checkNode({ ...settings, node: new URL(node.url).host });
    expect(found).toMatchObject({ ok: false, error: { kind: 'key-refused', status: 403 } });
  });

  it('reports a node that answers too late to mine with', async () => {
    const node = closeAfterTest(await serveHttp(() => undefined));
    const late = { ...settings, node: node.address, defaultHTTPTimeout: 50_000 };
    expect(await checkNode(late)).toMatchObject({
      ok: false,
      error: { kind: 'timeout', limitMs: 50 },
    });
  });

  it('reports that nothing answers', async () => {
    const node = await scriptedNode();
    await node.close();
    const found = await checkNode({ ...settings, node: node.address });
    expect(found).toMatchObject({ ok: false, error: { kind: 'node-missing' } });
  });
});
