/** Names, codes and figures of the practice networks, which clients and the files of the chains know them by. */
import { expect, it } from 'vitest';
import { MAX_TARGET } from '../../chainweb/target.ts';
import { practiceNetwork } from './practice-network.ts';

it.each([
  ['singleton', 'practice-singleton', 0x8000_4800, 3_000_000n],
  ['pair', 'practice-pair', 0x8000_4801, 6_000_000n],
  ['triangle', 'practice-triangle', 0x8000_4802, 9_000_000n],
  ['petersen', 'practice-petersen', 0x8000_4803, 30_000_000n],
  ['twenty', 'practice', 0x8000_4804, 60_000_000n],
] as const)(
  'of the graph %s is called %s, with a block every 3 s',
  (graph, versionName, versionCode, blockDelayMicros) => {
    const network = practiceNetwork(graph, null, 1);
    expect(network).toMatchObject({ versionName, versionCode, blockDelayMicros });
  },
);

it.each([
  [1, MAX_TARGET],
  [2.4, MAX_TARGET / 2n],
  [0, MAX_TARGET],
  [50_000_000, MAX_TARGET / 50_000_000n],
])('begins with %d hashes per block', (difficulty, firstTarget) => {
  expect(practiceNetwork('pair', null, difficulty).firstTarget).toBe(firstTarget);
});

it('has whole microseconds between two blocks', () => {
  expect(practiceNetwork('pair', 1.6, 1).blockDelayMicros).toBe(2n);
});
