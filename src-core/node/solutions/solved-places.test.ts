import { describe, expect, it } from 'vitest';
import { bodyOf, reply, serveHttp } from '../../tests/loopback-server.ts';
import { madeUpWork } from '../../tests/made-up-work.ts';
import type { WorkOptions } from '../../tests/made-up-work.ts';
import type { NodeClient } from '../node-client.ts';
import type { OutboxEntry } from './solution-outbox.ts';
import { entry, outboxTest } from '../tests/outbox-test.ts';
import { createSolvedPlaces, placeOf } from './solved-places.ts';

const { closing, store, clientOf, nodeAnswering, opened, logged } = outboxTest();

describe('several solutions', () => {
  /** Entries of one work unless `changes` says otherwise; ids differ as the blocks' nonces would. */
  const solved = (id: string, changes: WorkOptions = {}): OutboxEntry => {
    const work = madeUpWork({ creationTimeMicros: BigInt(id.charCodeAt(0)), ...changes });
    return { ...entry(id), chain: work.chain, height: work.header.height, bytes: work.bytes };
  };

  /** A node that takes each payload once, as nodes do; `refuse` answers the first request. */
  async function singleUseNode(refuse?: number): Promise<{
    readonly client: NodeClient;
    readonly posted: number[];
    /** Answers the requests that wait, and those to come. */
    answer(): void;
  }> {
    const taken = new Set<string>();
    const posted: number[] = [];
    let answer = (): void => undefined;
    const mayAnswer = new Promise<void>((resolve) => (answer = resolve));
    const server = await serveHttp((request, response) => {
      void bodyOf(request).then(async (body) => {
        posted.push(Number(body.readBigInt64LE(8)));
        const payload = body.subarray(-96, -64).toString('hex');
        await mayAnswer;
        if (posted.length === 1 && refuse !== undefined) {
          reply(response, refuse, 'Invalid solved work: Invalid POW hash');
        } else if (taken.has(payload)) reply(response, 404, 'No associated Payload');
        else {
          taken.add(payload);
          reply(response, 200, '');
        }
      });
    });
    closing.push(() => server.close());
    return { client: clientOf(server), posted, answer };
  }
  const times = (...ids: string[]): number[] => ids.map((id) => id.charCodeAt(0));

  it('of one work: the first goes to the node, the others are not needed once it is taken', async () => {
    const { client, posted, answer } = await singleUseNode();
    const kept = store();
    const { outbox, events, settled } = opened(kept, () => client);
    const all = ['a', 'b', 'c', 'd'].map((id) => outbox.submit(solved(id)));
    answer();
    await Promise.all(all);
    expect((await settled('a')).type).toBe('solution-accepted');
    // One that comes a moment later.
    await outbox.submit(solved('e'));
    expect(posted).toEqual(times('a'));
    expect(events.map(({ type, id }) => `${type} ${id}`)).toEqual([
      'solution-found a',
      'solution-accepted a',
    ]);
    expect(kept.all()).toEqual([]);
    expect(await logged('error')).toEqual([]);
    expect(await logged('warn')).toEqual([]);
  });

  it('of one work: the next is sent when the node refuses the first for a fault of its own', async () => {
    const { client, posted, answer } = await singleUseNode(400);
    const { outbox, events, settled } = opened(store(), () => client);
    const all = ['a', 'b', 'c'].map((id) => outbox.submit(solved(id), 'rig'));
    answer();
    await Promise.all(all);
    expect((await settled('a')).type).toBe('solution-refused');
    expect((await settled('b')).type).toBe('solution-accepted');
    expect(posted).toEqual(times('a', 'b'));
    expect(events).toContainEqual(
      expect.objectContaining({ type: 'solution-found', id: 'b', finder: 'rig' }),
    );
    expect(events.some(({ id }) => id === 'c')).toBe(false);
  });

  it('of one work: no more than eight are kept for the case that the node refuses one', async () => {
    const { server, requests } = await nodeAnswering(400);
    const client = clientOf(server);
    const { outbox, settled } = opened(store(), () => client);
    const ids = Array.from('abcdefghijk');
    const all = ids.map((id) => outbox.submit(solved(id)));
    expect((await settled('i')).type).toBe('solution-refused');
    await Promise.all(all);
    expect(requests()).toBe(9);
  });

  it('of one parent: a 404 after a block that was taken is no refusal', async () => {
    const { client, answer } = await singleUseNode();
    const { outbox, settled } = opened(store(), () => client);
    answer();
    await outbox.submit(solved('a'));
    // The node issued the same work once more before it took the block.
    outbox.issued(solved('a').bytes);
    await outbox.submit(solved('b'));
    expect((await settled('b')).type).toBe('solution-superseded');
    expect(await logged('error')).toEqual([]);
    expect(await logged('info')).toContain(
      'block b is not needed: the node has accepted block a for its place',
    );
  });

  it('of one parent: sent again where the node issues new work there, as it lost its block', async () => {
    const { client, answer } = await singleUseNode();
    const { outbox, settled } = opened(store(), () => client);
    answer();
    await outbox.submit(solved('a'));
    const again = solved('b', { payload: 'another' });
    outbox.issued(again.bytes);
    await outbox.submit(again);
    expect((await settled('b')).type).toBe('solution-accepted');
  });

  it('of different chains, or with other parents, are all sent', async () => {
    const { client, posted, answer } = await singleUseNode();
    const { outbox } = opened(store(), () => client);
    answer();
    await outbox.submit(solved('a'));
    await outbox.submit(solved('b', { parent: 'another', payload: '2' }));
    await outbox.submit(solved('c', { chain: 6, payload: '3' }));
    expect(posted).toEqual(times('a', 'b', 'c'));
  });

  it('of an earlier run and this one: the second is not needed', async () => {
    const { client, posted, answer } = await singleUseNode();
    const kept = store();
    kept.put(solved('a'));
    const { outbox, settled } = opened(kept, () => client);
    const second = outbox.submit(solved('b'));
    answer();
    expect((await settled('a')).type).toBe('solution-accepted');
    await second;
    expect(posted).toEqual(times('a'));
    expect(kept.all()).toEqual([]);
  });
});

describe('the places of own blocks', () => {
  const bytesAt = (parent: string, payload = 'p') => madeUpWork({ parent, payload }).bytes;
  const at = (parent: string) => placeOf(bytesAt(parent));

  it('are none for bytes that are no header', () => {
    const places = createSolvedPlaces();
    places.taken(null, 'a');
    places.issued(Uint8Array.of(1, 2, 3));
    expect(placeOf(Uint8Array.of(1, 2, 3))).toBeNull();
    expect([places.ownBlockAt(null), places.isFull(null)]).toEqual([null, false]);
  });

  it('differ by their parent, and work by its payload too', () => {
    const [one, other] = [placeOf(bytesAt('x', 'p')), placeOf(bytesAt('x', 'q'))];
    expect(one?.parent).toBe(other?.parent);
    expect(one?.work).not.toBe(other?.work);
    expect(one?.parent).not.toBe(at('y')?.parent);
  });

  it('are full until work is issued for them again', () => {
    const places = createSolvedPlaces();
    places.issued(bytesAt('x'));
    places.taken(at('x'), 'a');
    places.issued(bytesAt('y'));
    expect([places.isFull(at('x')), places.isFull(at('y'))]).toEqual([true, false]);
    places.issued(bytesAt('x'));
    expect([places.isFull(at('x')), places.ownBlockAt(at('x'))]).toEqual([false, 'a']);
    places.taken(at('x'), 'b');
    expect([places.isFull(at('x')), places.ownBlockAt(at('x'))]).toEqual([true, 'b']);
  });

  it('are remembered for the 2,000 parents that were taken last', () => {
    const places = createSolvedPlaces();
    const place = (parent: string) => ({ parent, work: parent });
    for (let parent = 0; parent < 2_000; parent += 1) places.taken(place(`${parent}`), 'a');
    places.taken(place('0'), 'b');
    const known = () => ['0', '1', '2'].map((parent) => places.ownBlockAt(place(parent)));
    expect(known()).toEqual(['b', 'a', 'a']);
    places.taken(place('2000'), 'a');
    expect(known()).toEqual(['b', null, 'a']);
  });
});
