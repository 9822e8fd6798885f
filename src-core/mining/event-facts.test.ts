import { expect, it } from 'vitest';
import type { MinerNews } from '../state/miner-events.ts';
import { createEventFacts } from './event-facts.ts';

/** Events of news, one each second from 1 s on. */
function eventsOf(...all: readonly object[]): readonly object[] {
  let nowMs = 0;
  const facts = createEventFacts(() => (nowMs += 1_000));
  return all.map((news) => facts(news as MinerNews));
}

const work = { type: 'work-received', worker: 'CPU 0', difficulty: 5e6, versionName: 'practice' };
const hashes = { type: 'hashes-tried', worker: 'CPU 0', hashes: 2e3, elapsedMs: 1_000 };
const found = { type: 'solution-found', worker: 'CPU 0', difficulty: 1e6 };

it('gives each piece of news its time', () => {
  expect(eventsOf({ type: 'woke' }, work)).toEqual([
    { type: 'woke', atMs: 1_000 },
    { ...work, atMs: 2_000 },
  ]);
});

it('gives hashes the work that they were for, as far as it is known', () => {
  const [before, , after, other] = eventsOf(hashes, work, hashes, { ...hashes, worker: 'CPU 1' });
  expect(before).toEqual({ ...hashes, atMs: 1_000, difficulty: null, versionName: null });
  expect(after).toMatchObject({ difficulty: 5e6, versionName: 'practice' });
  expect(other).toMatchObject({ difficulty: null, versionName: null });
});

it('gives a block the time it takes at the rate of all workers', () => {
  expect(eventsOf(found)).toMatchObject([{ expectedSeconds: null, atMs: 1_000 }]);
  // 2,000 hashes a second, and 2,000 in 1.5 s, after which the next count is overdue.
  const both = [hashes, { ...hashes, worker: 'CPU 1', elapsedMs: 2_000, hashes: 4e3 }];
  expect(eventsOf(...both, found)[2]).toMatchObject({ expectedSeconds: 300 });
});
