/** What a watched cut shows, and what becomes of answers that fail or come too late. */
import { expect, it } from 'vitest';
import { mkChainId } from '../../chainweb/chain-graph.ts';
import { err, ok } from '../../result.ts';
import type { Result } from '../../result.ts';
import { collectedLog } from '../../tests/collected-log.ts';
import type { NodeClient } from '../node-client.ts';
import type { NodeError } from '../node-errors.ts';
import type { ChainTip, NodeEvent } from '../node-events.ts';
import { chain, clientOf, closeAfterTest, collector, scriptedNode } from '../tests/node-test.ts';
import { watchCut } from './cut-watcher.ts';

const HASH = 'a'.repeat(43);
const tipsAt = (...heights: number[]): ChainTip[] =>
  heights.map((height, at) => ({
    chain: mkChainId(at),
    height,
    hash: `${height}`.padEnd(43, 'a'),
  }));

/** A watcher whose node answers each poll when the test says so, and the events and lines of it. */
async function watched(ancestors?: NodeClient['ancestors']) {
  const node = await scriptedNode();
  const events = collector<NodeEvent>();
  const { logger, logged } = collectedLog();
  const polls = collector<(answer: Result<ChainTip[], NodeError>) => void>();
  const client = {
    ...clientOf(node.address),
    cut: () => new Promise<Result<ChainTip[], NodeError>>((resolve) => polls.add(resolve)),
    ancestors: ancestors ?? (() => Promise.resolve(ok([]))),
  };
  const watcher = watchCut({
    ...{ client, version: 'scripted', intervalMs: 1, logger, onEvent: events.add },
  });
  closeAfterTest(watcher);
  /** Answers the next poll, and waits until it has been taken. */
  const answer = async (cut: Result<ChainTip[], NodeError>): Promise<void> => {
    const seen = polls.all.length > 0 ? polls.all.shift()! : await polls.next(() => true);
    if (polls.all[0] === seen) polls.all.shift();
    seen(cut);
    for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  };
  return { watcher, events, logged, answer, polls };
}

const failure = err({ kind: 'server-fault', detail: 'no disk', status: 500 } as const);

it('a cut is known while the node answers, and an outage is one line', async () => {
  const { watcher, logged, answer } = await watched();
  expect([watcher.isCurrent(), watcher.tips(), watcher.tip(chain)]).toEqual([false, [], undefined]);
  watcher.listen(() => undefined);
  await answer(failure);
  expect(watcher.isCurrent()).toBe(false);
  await answer(ok(tipsAt(4, 5)));
  expect(watcher.isCurrent()).toBe(true);
  expect(watcher.tips()).toEqual(tipsAt(4, 5));
  expect(watcher.tip(mkChainId(1))?.height).toBe(5);
  await answer(failure);
  expect(watcher.isCurrent()).toBe(false);
  await answer(failure);
  await answer(ok(tipsAt(4, 5)));
  await answer(failure);
  const line = 'the node did not return its cut: no disk';
  expect(await logged('warn')).toEqual([line, line, line]);
});

it('listeners are notified of changes alone, and blocks fetched for what changed', async () => {
  const ranges: unknown[] = [];
  const { watcher, events, answer } = await watched((_version, tip, { from, to }) => {
    ranges.push([tip.chain, from, to]);
    return Promise.resolve(ok([]));
  });
  const moves: unknown[] = [];
  watcher.listen((tips) => moves.push(tips.map(({ height }) => height)));
  await answer(ok(tipsAt(20, 0)));
  await answer(ok(tipsAt(20, 0)));
  await answer(ok(tipsAt(22, 0)));
  // Another block at a height that was seen.
  await answer(ok([{ chain, height: 22, hash: HASH }, tipsAt(0, 0)[1]!]));
  await answer(ok(tipsAt(60, 0)));
  expect(moves).toEqual([
    [20, 0],
    [22, 0],
    [22, 0],
    [60, 0],
  ]);
  expect(ranges).toEqual([
    [0, 9, 20],
    [0, 21, 22],
    [0, 22, 22],
    [0, 49, 60],
  ]);
  expect(events.all.map(({ type }) => type)).toEqual(Array<string>(4).fill('cut-seen'));
});

it('headers that do not come are a line for who debugs', async () => {
  const { watcher, events, logged, answer } = await watched(() => Promise.resolve(failure));
  watcher.listen(() => undefined);
  await answer(ok(tipsAt(1)));
  expect(await logged()).toEqual(['cannot fetch headers of chain 0: no disk']);
  expect(events.all.map(({ type }) => type)).toEqual(['cut-seen']);
});

it('nothing is said or asked once it is closed', async () => {
  let settle = (): void => undefined;
  const { watcher, events, logged, answer, polls } = await watched(
    () => new Promise((resolve) => (settle = () => resolve(failure))),
  );
  watcher.listen(() => undefined);
  await answer(ok(tipsAt(1, 1, 1, 1, 1, 1)));
  watcher.close();
  settle();
  watcher.listen(() => undefined);
  watcher.hint();
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  expect(events.all.map(({ type }) => type)).toEqual(['cut-seen']);
  expect(await logged()).toEqual([]);
  expect(polls.all).toEqual([]);
});

it('an answer that comes after the close is not taken', async () => {
  const { watcher, events, logged, answer } = await watched();
  watcher.listen(() => expect.unreachable());
  watcher.close();
  await answer(ok(tipsAt(1)));
  expect([events.all, watcher.tips(), await logged()]).toEqual([[], [], []]);
});

it('a fault in what handles the news is logged, and polling goes on', async () => {
  const { watcher, logged, answer } = await watched();
  watcher.listen(() => {
    throw new Error('made to break');
  });
  await answer(ok(tipsAt(1)));
  await answer(ok(tipsAt(1)));
  expect(await logged('error')).toEqual([
    expect.stringMatching(/^polling the cut failed: Error: made to break/),
  ]);
});
