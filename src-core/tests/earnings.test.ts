/** What a block paid and how good shares were, from the node and the machines to the history. */
import { expect, it } from 'vitest';
import { host, miningTest } from './mining-test.ts';

const { history, practiceNode, mining } = miningTest();

const START_MS = Date.now();

it('learns what its confirmed blocks paid, and keeps it for the earnings', async () => {
  const node = await practiceNode(0, { reward: 0.983026 });
  const miner = await mining({ node: host(node) });
  const isRewarded = { reward: 0.983026, state: 'confirmed' };
  await miner.until(({ blocks }) => blocks.filter(({ reward }) => reward !== null).length >= 2);
  await miner.stop();
  const rewarded = miner.snapshot().blocks.filter(({ reward }) => reward !== null);
  for (const block of rewarded) {
    expect(block).toMatchObject(isRewarded);
    expect(history().block(block.id)).toMatchObject(isRewarded);
  }
  const earned = history().earnedSince(node.versionName, START_MS);
  expect(earned.reward).toBeCloseTo(0.983026 * rewarded.length);
  expect(earned.blocks - earned.unknown).toBe(rewarded.length);
  expect(history().earnedSince('mainnet01', START_MS).blocks).toBe(0);
  expect(history().earnedSince(node.versionName, Date.now() + 1).blocks).toBe(0);
}, 60_000);

it('knows that blocks of a network without coins pay none', async () => {
  const node = await practiceNode();
  const miner = await mining({ node: host(node) });
  const { blocks } = await miner.until((now) => now.blocks.some(({ reward }) => reward !== null));
  expect(blocks.find(({ reward }) => reward !== null)?.reward).toBe(0);
}, 60_000);

it('counts the solutions of its own workers among the best shares, at least as good as a block', async () => {
  const node = await practiceNode();
  const miner = await mining({ node: host(node) });
  await miner.until(({ blocks }) => blocks.length >= 5);
  await miner.stop();
  const { ever, month, machines } = history().bestShares(node.versionName);
  expect(month).toEqual(ever);
  expect(machines).toEqual([ever]);
  expect(ever?.machine).toBe('CPU 0');
  expect(ever?.difficulty).toBeGreaterThanOrEqual(ever?.blockDifficulty ?? Infinity);
  expect(history().bestShares('mainnet01')).toEqual({ ever: null, month: null, machines: [] });
}, 60_000);

it('says how long a block was expected to take at the rate of its minute', async () => {
  const node = await practiceNode(0, { firstDifficulty: 2_000_000 });
  const miner = await mining({ node: host(node) });
  const { blocks } = await miner.until((now) => now.blocks.length >= 5);
  const { expectedSeconds, difficulty } = blocks[0]!;
  const rate = miner.snapshot().hashesPerSecondMinute;
  expect(expectedSeconds! / (difficulty / rate)).toBeGreaterThan(0.2);
  expect(expectedSeconds! / (difficulty / rate)).toBeLessThan(5);
}, 60_000);
