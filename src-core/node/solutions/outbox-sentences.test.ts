/** What the log says of solved blocks: with the block, how often it was sent, and why not again. */
import { expect, it } from 'vitest';
import { madeUpWork } from '../../tests/made-up-work.ts';
import type { SolutionEvent } from '../node-events.ts';
import { entry, outboxTest } from '../tests/outbox-test.ts';
import type { OutboxEntry } from './solution-outbox.ts';

const { store, clientOf, nodeAnswering, opened, logged } = outboxTest();

/** A client of a node that answers with these statuses in turn. */
async function clientThat(...answers: (number | null)[]) {
  const { server } = await nodeAnswering(...answers);
  const client = clientOf(server);
  return () => client;
}

it('says how often a block was sent before the node took it', async () => {
  const { outbox, events, settled } = opened(store(), await clientThat(500, 503, 200));
  void outbox.submit(entry('a'));
  await settled('a');
  const retried = events.filter((event) => event.type === 'solution-retried');
  expect(retried.map(({ attempt, error }) => [attempt, error.status])).toEqual([
    [1, 500],
    [2, 503],
  ]);
  expect(await logged()).toEqual([
    expect.stringMatching(/^submitting failed \(attempt 1\), retrying: .*answer 500/),
    expect.stringMatching(/^submitting failed \(attempt 2\), retrying: .*answer 503/),
    'submitted work',
  ]);
});

it('says that a block of an earlier run is sent, and looked up where it may be there', async () => {
  const kept = store();
  kept.put(entry('a'));
  const { settled } = opened(kept, await clientThat(404));
  await settled('a');
  expect(await logged()).toEqual([
    'sending block a of an earlier run',
    'block a: the node may have accepted it before, looking it up',
  ]);
});

it('says why a node refused a block', async () => {
  const { outbox, settled } = opened(store(), await clientThat(400));
  void outbox.submit(entry('a'));
  const refused = await settled('a');
  const detail = refused.type === 'solution-refused' ? refused.error.detail : '';
  expect(detail).toContain('answer 400');
  expect(await logged()).toEqual([`failed to submit solved work: ${detail}`]);
});

it('says which block is given up, and that it may be there', async () => {
  let nowMs = 0;
  const given = { nowMs: () => nowMs };
  const { outbox, settled } = opened(store(), await clientThat(null), given);
  await outbox.submit(entry('a'));
  nowMs = 24 * 3_600_000;
  const ended = await settled('a');
  const detail = ended.type === 'solution-uncertain' ? ended.error.detail : '';
  expect((await logged()).slice(-2)).toEqual([
    `giving up on block a: ${detail}`,
    'block a: the node may have accepted it before, looking it up',
  ]);
});

it('says how many solutions are not needed, and by which block', async () => {
  const solved = (id: string): OutboxEntry => {
    const work = madeUpWork({ creationTimeMicros: BigInt(id.charCodeAt(0)) });
    return { ...entry(id), chain: work.chain, height: work.header.height, bytes: work.bytes };
  };
  const { outbox, settled } = opened(store(), await clientThat(200));
  const all = ['a', 'b', 'c'].map((id) => outbox.submit(solved(id)));
  await settled('a');
  await Promise.all(all);
  await outbox.submit(solved('d'));
  const { chain, height } = solved('a');
  expect(await logged()).toEqual([
    'submitted work',
    `2 more solutions for height ${height} of chain ${chain} are not needed`,
    'block d is not needed: the node has accepted block a for its place',
  ]);
});

it('counts the time that a block has waited from when it was opened', async () => {
  let nowMs = 1_000_000;
  const kept = store();
  kept.put({ ...entry('a'), waitedMs: 5_000 });
  const { outbox, events } = opened(kept, await clientThat(503), { nowMs: () => nowMs });
  await expect.poll(() => events.length).toBeGreaterThan(0);
  nowMs += 30_000;
  await outbox.close(1_000);
  expect(kept.all()).toMatchObject([{ id: 'a', waitedMs: 35_000 }]);
});

it('gives up a block for its age where its place is taken', async () => {
  let nowMs = 0;
  const changes = { nowMs: () => nowMs, chainHeight: () => 7 };
  const { outbox, settled } = opened(store(), await clientThat(503), changes);
  await outbox.submit(entry('a'));
  nowMs = 24 * 3_600_000;
  const ended: SolutionEvent = await settled('a');
  expect(ended.type).toBe('solution-uncertain');
});
