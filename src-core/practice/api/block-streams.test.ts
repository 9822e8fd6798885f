import { blake2s } from '@noble/hashes/blake2.js';
import { describe, expect, it } from 'vitest';
import { open, readEvents, readJob, solve } from '../tests/mini-client.ts';
import { getJob, startNode } from '../tests/started-node.ts';

const streamUrl = (url: string, kind: string): string =>
  `${url}/chainweb/0.0/practice-triangle/${kind}/updates`;

/** The events of a stream as a browser's EventSource reads them: name and data. */
function eventsIn(text: string): { readonly name: string; readonly data: unknown }[] {
  return text
    .split('\n\n')
    .slice(0, -1)
    .map((event) => {
      const [, name = '', data = ''] = /^event:(.*)\ndata:(.*)$/.exec(event) ?? [];
      return { name, data: JSON.parse(data) as unknown };
    });
}

describe('header/updates and block/updates', () => {
  it('announce every block of every chain as it joins', async () => {
    const node = await startNode();
    const stream = await open(streamUrl(node.url, 'header'));
    expect(stream.statusCode).toBe(200);
    expect(stream.headers['content-type']).toBe('text/event-stream');
    const headers = readEvents(stream);
    const blocks = readEvents(await open(streamUrl(node.url, 'block')));
    const first = solve(await getJob(node, 1));
    await node.solved(first);
    await node.solved(solve(await getJob(node, 2)));
    const [one, two] = eventsIn(await headers.atLeast(2));
    expect(one).toMatchObject({
      name: 'BlockHeader',
      data: {
        txCount: 0,
        powHash: Buffer.from(blake2s(first)).reverse().toString('hex'),
        target: ((2n ** 256n - 1n) / 20n).toString(16).padStart(64, '0'),
        header: { chainId: 1, height: 1, chainwebVersion: 'practice-triangle' },
      },
    });
    expect(one?.data).not.toHaveProperty('payloadWithOutputs');
    expect(two?.data).toMatchObject({ header: { chainId: 2 } });
    const [whole] = eventsIn(await blocks.atLeast(2));
    const { header } = one?.data as { header: { hash: string; payloadHash: string } };
    expect(whole).toMatchObject({
      name: 'BlockHeader',
      data: { header, payloadWithOutputs: { payloadHash: header.payloadHash, transactions: [] } },
    });
    // What was announced can be looked up.
    expect((await node.get(`chain/1/header/${header.hash}`)).status).toBe(200);
  });

  it('are silent about orphans', async () => {
    const node = await startNode();
    const events = readEvents(await open(streamUrl(node.url, 'header')));
    const key = 'cd'.repeat(32);
    const miner = { account: `k:${key}`, predicate: 'keys-all', 'public-keys': [key] };
    const late = readJob((await node.work(miner, '?chain=0')).body);
    await node.solved(solve(await getJob(node, 0)));
    expect((await node.solved(solve(late))).status).toBe(200);
    expect(await node.logged()).toContain('orphaned');
    await node.solved(solve(await getJob(node, 1)));
    const seen = eventsIn(await events.atLeast(2)).map(
      ({ data }) => (data as { header: { chainId: number } }).header.chainId,
    );
    expect(seen).toEqual([0, 1]);
  });

  it('serve a limited number at a time, and end in an orderly way', async () => {
    const node = await startNode({ streamLimit: 2 });
    const streams = [
      await open(streamUrl(node.url, 'header')),
      await open(streamUrl(node.url, 'block')),
    ];
    const events = streams.map(readEvents);
    const third = await open(streamUrl(node.url, 'header'));
    expect(third.statusCode).toBe(503);
    expect(await readEvents(third).end()).toBe(
      'No more update streams available currently. Retry later.',
    );
    await node.node.close();
    for (const each of events) await each.end();
    expect(streams.map(({ complete }) => complete)).toEqual([true, true]);
  });
});

describe('cut/peer', () => {
  it('has no peers', async () => {
    const { get, ask } = await startNode();
    const answer = await get('cut/peer');
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.text)).toEqual({ limit: 0, items: [], next: null });
    expect((await ask('cut/peer', { method: 'PUT' })).status).toBe(405);
  });
});
