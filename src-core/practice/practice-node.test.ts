import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { unwrap } from '../result.ts';
import { startPracticeNode } from './practice-node.ts';
import { ask, readEvents, solve } from './tests/mini-client.ts';
import { getJob, heightOf, quietLogger, startNode } from './tests/started-node.ts';

describe('a practice node', () => {
  it('replaces all chains by new ones when reset', async () => {
    const node = await startNode();
    const job = await getJob(node, 0);
    await node.solved(solve(await getJob(node, 1)));
    const before = (await node.get('cut')).text;
    const events = readEvents(await node.updates(0));
    await node.node.reset();
    await events.atLeast(1);
    expect(await heightOf(node, 1)).toBe(0);
    expect((await node.get('cut')).text).not.toBe(before);
    expect((await node.solved(solve(job))).status).toBe(404);
    expect((await getJob(node, 0)).parent).not.toBe(job.parent);
    expect(await node.logged()).toContain('info all chains were reset');
  });

  it('fails when its port is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const node = await startPracticeNode({ port }, quietLogger);
    expect(node).toMatchObject({ ok: false, error: { kind: 'listen', reason: 'in-use', port } });
    other.close();
    await once(other, 'close');
    const second = unwrap(await startPracticeNode({ port }, quietLogger));
    onTestFinished(() => second.kill());
    expect(second.port).toBe(port);
  });

  it('fails when it cannot listen on an address', async () => {
    const node = await startPracticeNode({ port: 0, host: '192.0.2.1' }, quietLogger);
    expect(node).toMatchObject({ ok: false, error: { kind: 'listen', reason: 'no-such-address' } });
  });

  it('ends streams in an orderly way when it closes, and releases its port', async () => {
    const node = await startNode();
    const stream = await node.updates(0);
    const events = readEvents(stream);
    await node.node.close();
    await events.end();
    expect(stream.complete).toBe(true);
    await expect(ask(`${node.url}/info`)).rejects.toThrow(/ECONNREFUSED/);
    await node.node.close();
  });

  it('cuts all connections when it is killed', async () => {
    const node = await startNode();
    const stream = await node.updates(0);
    const events = readEvents(stream);
    await node.node.kill();
    await events.end();
    expect(stream.complete).toBe(false);
  });
});
