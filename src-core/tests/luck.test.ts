/** Whether blocks come as often as difficulty and measured hash rate say. */
import { expect, it } from 'vitest';
import { host, miningTest } from './mining-test.ts';

const { practiceNode, mining } = miningTest();

const BLOCKS = 200;
const DIFFICULTY = 50_000;

it('finds blocks at the pace of difficulty / measured rate, within what chance allows', async () => {
  const node = await practiceNode(0, { firstDifficulty: DIFFICULTY });
  const miner = await mining({ node: host(node) });
  await miner.until(({ blockCounts: { accepted, confirmed } }) => accepted + confirmed >= BLOCKS);
  await miner.stop();

  const found = miner.events.filter((event) => event.type === 'solution-found');
  const tried = miner.events.filter((event) => event.type === 'hashes-tried');
  const hashes = tried.reduce((sum, event) => sum + event.hashes, 0);
  // Time spent hashing: what goes by between two blocks besides is the node's and the network's.
  const hashingMs = tried.reduce((sum, event) => sum + event.elapsedMs, 0);
  const rate = (hashes * 1000) / hashingMs;
  const expectedMs = found.reduce((sum, event) => sum + (event.difficulty * 1000) / rate, 0);

  // Times between blocks are exponential: the mean of n of them has a deviation of 1/sqrt(n).
  // Five deviations leave one false alarm in 1.7 million.
  const chance = 5 / Math.sqrt(found.length);
  expect(found.length).toBeGreaterThanOrEqual(BLOCKS);
  expect(hashingMs / expectedMs).toBeGreaterThan(1 - chance);
  expect(hashingMs / expectedMs).toBeLessThan(1 + chance);
}, 300_000);
