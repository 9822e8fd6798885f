/** Whether blocks come as often as the rate on the screen says, and whether that rate is true. */
import { expect, it } from 'vitest';
import { host, miningTest } from './mining-test.ts';

const { practiceNode, mining } = miningTest();

const BLOCKS = 200;
/** About 50 ms of one thread; the network of ten chains adapts to that pace. */
const DIFFICULTY = 1_250_000;
const BLOCK_DELAY_MICROS = 500_000;

it('finds blocks as often as difficulty and the rate shown say, which is what was tried', async () => {
  const node = await practiceNode(0, {
    firstDifficulty: DIFFICULTY,
    blockDelayMicros: BLOCK_DELAY_MICROS,
  });
  const miner = await mining({ node: host(node) });
  // What a user would see at the moment of each block and of each report of hashes.
  const blocks: { atMs: number; difficulty: number; shown: number }[] = [];
  let seen = 0;
  await miner.until((now) => {
    for (const event of miner.events.slice(seen)) {
      if (event.type !== 'solution-found') continue;
      const { atMs, difficulty } = event;
      blocks.push({ atMs, difficulty, shown: now.hashesPerSecond });
    }
    seen = miner.events.length;
    return blocks.length >= BLOCKS;
  });
  const { hashesPerSecondMinute } = miner.snapshot();
  const tried = miner.events.filter((event) => event.type === 'hashes-tried');
  await miner.stop();

  // Wall time between blocks, divided by the expected time.
  const waits = blocks.flatMap(({ atMs, difficulty, shown }, i) => {
    const before = blocks[i - 1];
    // While the first second goes by, nothing is known of the rate.
    if (before === undefined || before.shown === 0) return [];
    return (atMs - before.atMs) / 1000 / (difficulty / shown);
  });
  const mean = waits.reduce((sum, wait) => sum + wait, 0) / waits.length;
  // Such times are exponential: the mean of n of them has a deviation of 1/sqrt(n). Five
  // deviations leave one false alarm in 1.7 million.
  const chance = 5 / Math.sqrt(waits.length);
  expect(waits.length).toBeGreaterThan(BLOCKS * 0.8);
  expect(mean).toBeGreaterThan(1 - chance);
  expect(mean).toBeLessThan(1 + chance);

  // The rate over the last minute, against all hashes tried within it by the clock on the wall.
  const last = tried.at(-1)!.atMs;
  const inMinute = tried.filter(({ atMs }) => atMs > last - 60_000);
  const first = inMinute[0]!;
  const hashes = inMinute.reduce((sum, event) => sum + event.hashes, 0);
  const truth = (hashes * 1000) / (last - (first.atMs - first.elapsedMs));
  expect(hashesPerSecondMinute / truth).toBeGreaterThan(0.98);
  expect(hashesPerSecondMinute / truth).toBeLessThan(1.02);
}, 300_000);
