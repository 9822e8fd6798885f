/** What becomes of the solutions that a worker hands in: they are checked, and sent to the node once. */
import { expect, it } from 'vitest';
import { targetToDifficulty } from '../../chainweb/difficulty.ts';
import { withTimeAndNonce } from '../../chainweb/mining-work.ts';
import type { MiningWork, Solution } from '../../chainweb/mining-work.ts';
import { powHash } from '../../chainweb/pow-hash.ts';
import { mkTarget, targetFromLe } from '../../chainweb/target.ts';
import type { Target } from '../../chainweb/target.ts';
import { err, ok } from '../../result.ts';
import type { MinerNews } from '../../state/miner-events.ts';
import { collectedLog } from '../../tests/collected-log.ts';
import { cutKnown, linkTo, scriptedNode } from '../tests/linked-node.ts';
import { createHandIn } from './submit-solution.ts';

/** A node with work that every hash solves, and what takes its solutions. */
async function withWork() {
  const node = await scriptedNode();
  const { logger, logged } = collectedLog();
  const news: MinerNews[] = [];
  const onEvent = (event: MinerNews): void => void news.push(event);
  const { outbox, work, link, history } = await linkTo(node, { takesSolutions: true, onEvent });
  const handIn = createHandIn(outbox, onEvent);
  const times = (path: string): number => node.asked.filter((each) => each.endsWith(path)).length;
  return {
    ...{ node, work, link, handIn, logged, history },
    solved: (solution: Solution) => handIn.solved('CPU 0', solution, logger),
    /** How many solutions the node was given. */
    given: () => times('/mining/solved'),
    looks: () => times('/cut'),
    newsOf: (type: MinerNews['type']) => news.filter((each) => each.type === type),
  };
}

const solutionOf = (work: MiningWork, nonce = 7n): Solution => ({
  work,
  bytes: withTimeAndNonce(work.bytes, work.header.creationTimeMicros, nonce),
});
const hashOf = ({ bytes }: Solution): Target => targetFromLe(powHash(bytes));

it('gives it to the node, and says how good a share it is', async () => {
  const { work, link, handIn, solved, given, newsOf, logged } = await withWork();
  handIn.issued(work, link, true);
  const solution = solutionOf(work);
  expect(await solved(solution)).toEqual(ok(null));
  // It has been answered.
  expect(given()).toBe(1);
  const share = { type: 'good-share', versionName: 'scripted', blockDifficulty: 1 };
  const difficulty = targetToDifficulty(hashOf(solution));
  expect(newsOf('good-share')).toEqual([{ ...share, difficulty, machine: 'CPU 0' }]);
  expect(newsOf('solution-found')).toMatchObject([
    {
      ...{ worker: 'CPU 0', finder: undefined, versionName: 'scripted' },
      ...{ chain: 0, height: 1, difficulty: 1 },
    },
  ]);
  expect(newsOf('solution-accepted')).toHaveLength(1);
  // The text of chainweb-mining-client.
  expect(await logged()).toEqual(['post solved worked']);
});

it('is the share of the machine that found it', async () => {
  const { work, link, handIn, solved, newsOf } = await withWork();
  handIn.issued(work, link, true);
  await solved({ ...solutionOf(work), finder: 'barn' });
  expect(newsOf('good-share')).toMatchObject([{ machine: 'barn' }]);
  expect(newsOf('solution-found')).toMatchObject([{ worker: 'CPU 0', finder: 'barn' }]);
});

it('is no share where it proves no work, and need not meet the target', async () => {
  const { work, link, handIn, solved, given, newsOf } = await withWork();
  const hard = { ...work, target: mkTarget(1n) };
  handIn.issued(hard, link, false);
  expect(await solved(solutionOf(hard))).toEqual(ok(null));
  expect([given(), newsOf('good-share')]).toEqual([1, []]);
});

it('may be handed in twice, and is one solution', async () => {
  const { work, link, handIn, solved, given, newsOf, logged } = await withWork();
  handIn.issued(work, link, true);
  const solution = solutionOf(work);
  const answered = solved(solution);
  expect(solved(solution)).toBe(answered);
  await answered;
  expect(await solved(solution)).toEqual(ok(null));
  expect([given(), newsOf('good-share').length]).toEqual([1, 1]);
  expect(await logged()).toEqual(['post solved worked']);
});

it('is needed again once the node issues work for a place that an own block had', async () => {
  const { work, link, handIn, solved, given } = await withWork();
  handIn.issued(work, link, true);
  await solved(solutionOf(work, 1n));
  await solved(solutionOf(work, 2n));
  expect(given()).toBe(1);
  handIn.issued(work, link, true);
  await solved(solutionOf(work, 3n));
  expect(given()).toBe(2);
});

it('is followed by a look at the cut, which it may have moved', async () => {
  const { node, work, link, handIn, solved, looks } = await withWork();
  await cutKnown(link);
  handIn.issued(work, link, true);
  const before = looks();
  await solved(solutionOf(work));
  // Without a hint the cut is not due for seconds.
  await node.until(() => looks() > before);
});

it('may be just as good as its target, but not worse', async () => {
  const { work, link, handIn, solved, given } = await withWork();
  const hash = hashOf(solutionOf(work));
  const worse = { ...work, target: mkTarget(hash - 1n) };
  const reached = { ...work, target: hash };
  for (const each of [worse, reached]) handIn.issued(each, link, true);
  const reason = 'its solution does not meet the target';
  expect(await solved(solutionOf(worse))).toEqual(err({ reason }));
  expect(given()).toBe(0);
  expect(await solved(solutionOf(reached))).toEqual(ok(null));
  expect(given()).toBe(1);
});

it.each([
  [
    'work that was not issued',
    ({ ...work }: MiningWork) => solutionOf(work),
    'its solution is for work that was not issued',
  ],
  [
    'bytes that are no header',
    (work: MiningWork) => ({ work, bytes: work.bytes.subarray(1) }),
    'its solution is no header: a work header cannot have 177 bytes',
  ],
])('goes no further with %s', async (_, solutionFor, reason) => {
  const { work, link, handIn, solved, given, newsOf, logged, history } = await withWork();
  handIn.issued(work, link, true);
  expect(await solved(solutionFor(work))).toEqual(err({ reason }));
  expect([given(), history.outbox.all()]).toEqual([0, []]);
  expect([newsOf('good-share'), newsOf('solution-found'), await logged()]).toEqual([[], [], []]);
});
