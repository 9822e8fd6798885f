/** The table of own blocks: what it keeps, counts and sums, and what it does with damage. */
import Database from 'libsql';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { OwnBlock } from '../state/snapshot-types.ts';
import { NO_BLOCKS } from '../state/snapshot-types.ts';
import { ownBlock } from '../tests/disk/own-block.ts';
import { salvageBlocks } from './block-table.ts';
import type { BlockTable } from './block-table.ts';
import { STEPS } from './history-steps.ts';
import { openTables } from './history-tables.ts';

let db: Database.Database;
let blocks: BlockTable;
beforeEach(() => {
  db = new Database(':memory:');
  onTestFinished(() => void db.close());
  ({ blocks } = openTables(db));
});

const idsOf = (found: readonly OwnBlock[]): string[] => found.map(({ id }) => id);

describe('the table of own blocks', () => {
  it('gives back each block as it was put', () => {
    const plain = ownBlock('plain', 1_000, { effort: null });
    const whole = ownBlock('whole', 2_000, {
      ...{ versionName: 'mainnet01', chain: 19, height: 6_000_000, state: 'confirmed' },
      ...{ reason: 'why', difficulty: 1.5e16, effort: 0.25, worker: 'Grüße' },
      ...{ forkState: { number: 7, votes: 0.5 }, reward: 1.04, expectedSeconds: 86_400 },
    });
    blocks.put([plain]);
    blocks.put([whole]);
    expect([blocks.get('plain'), blocks.get('whole'), blocks.get('other')]).toEqual([
      ...[plain, whole, null],
    ]);
  });

  it('takes a new state, reason and reward of a block that it has, and nothing else', () => {
    const first = ownBlock('a', 1_000, { reason: 'waits' });
    blocks.put([first]);
    blocks.put([{ ...first, state: 'confirmed', reason: null, reward: 1.5, worker: 'other' }]);
    const confirmed = { ...first, state: 'confirmed', reason: null, reward: 1.5 };
    expect(blocks.get('a')).toEqual(confirmed);
    blocks.put([{ ...first, state: 'orphaned', reward: null }]);
    expect(blocks.get('a')).toEqual({ ...confirmed, state: 'orphaned', reason: 'waits' });
  });

  it('puts several blocks or none of them', () => {
    const impossible = ownBlock('b', 2_000, { versionName: null as never });
    expect(() => blocks.put([ownBlock('a', 1_000), impossible])).toThrow('NOT NULL');
    expect(blocks.get('a')).toBeNull();
    blocks.put([]);
    blocks.put([ownBlock('a', 1_000), ownBlock('b', 2_000)]);
    expect(idsOf(blocks.before(null, Infinity, 9))).toEqual(['b', 'a']);
  });

  it('lists and counts those found before a time, of a network or of all', () => {
    const versionName = 'mainnet01';
    blocks.put([ownBlock('a', 1), ownBlock('b', 2, { versionName }), ownBlock('c', 3)]);
    blocks.put([ownBlock('d', 4)]);
    expect(idsOf(blocks.before(null, 4, 9))).toEqual(['c', 'b', 'a']);
    expect(idsOf(blocks.before(null, 5, 2))).toEqual(['d', 'c']);
    expect(idsOf(blocks.before('practice', 4, 9))).toEqual(['c', 'a']);
    expect(idsOf(blocks.before('practice', 5, 1))).toEqual(['d']);
    expect([3, 4, 5].map((atMs) => blocks.countBefore('practice', atMs))).toEqual([1, 2, 3]);
    expect(blocks.countBefore('testnet', 5)).toBe(0);
  });

  it('knows by network how many are in each state, and which are not settled', () => {
    const states = ['pending', 'accepted', 'accepted', 'uncertain', 'confirmed'] as const;
    blocks.put(states.map((state, at) => ownBlock(`${at}`, at, { state })));
    blocks.put([ownBlock('x', 9, { versionName: 'mainnet01', state: 'accepted' })]);
    expect(Object.fromEntries(blocks.counts())).toEqual({
      practice: { ...NO_BLOCKS, pending: 1, accepted: 2, uncertain: 1, confirmed: 1 },
      mainnet01: { ...NO_BLOCKS, accepted: 1 },
    });
    expect(idsOf(blocks.unsettled('practice')).sort()).toEqual(['1', '2', '3']);
    expect(idsOf(blocks.unsettled('mainnet01'))).toEqual(['x']);
  });

  it('sums what confirmed blocks have paid, and says how many have not told', () => {
    const confirmed = (id: string, atMs: number, reward: number | null) =>
      ownBlock(id, atMs, { state: 'confirmed', reward });
    blocks.put([confirmed('early', 9, 50), confirmed('a', 10, 1.5), confirmed('b', 11, 2)]);
    blocks.put([
      confirmed('c', 12, null),
      ownBlock('orphan', 13, { state: 'orphaned', reward: 7 }),
    ]);
    expect(blocks.earnedSince('practice', 10)).toEqual({ reward: 3.5, blocks: 3, unknown: 1 });
    expect(blocks.earnedSince('mainnet01', 0)).toEqual({ reward: 0, blocks: 0, unknown: 0 });
  });

  it('has the newest block of each step, and how many it has', () => {
    blocks.put([5, 10, 17, 12, 30, 31].map((atMs) => ownBlock(`${atMs}`, atMs)));
    const steps = blocks.steps({ fromMs: 6, toMs: 30, stepMs: 10 });
    expect(steps.map(({ newest, count }) => [newest.id, count])).toEqual([
      ['17', 3],
      ['30', 1],
    ]);
  });
});

describe('a damaged table of own blocks', () => {
  const damage = (id: string, change: string): void => {
    db.exec(`UPDATE block SET ${change} WHERE id = '${id}'`);
  };

  it.each([
    ["state = 'lost'", 'a block is in a state that does not exist'],
    ["state = 'toString'", 'a block is in a state that does not exist'],
    ['height = 1.5', '1.5 is not a whole number'],
    ["worker = x'ff'", 'a text is not UTF-8'],
    ['fork_number = 0.5', '0.5 is not a whole number'],
    ['fork_number = 1, fork_votes = NULL', 'null is not a number'],
  ])('is noticed in %s', (change, text) => {
    blocks.put([ownBlock('a', 1), ownBlock('b', 2)]);
    blocks.check();
    damage('a', change);
    expect(() => blocks.check()).toThrow(text);
    expect(() => blocks.get('a')).toThrow(text);
    expect(blocks.get('b')?.id).toBe('b');
    expect(idsOf(salvageBlocks(db))).toEqual(change.startsWith('fork') ? ['a', 'b'] : ['b']);
  });

  it('gives back what an earlier version has written', () => {
    const old = new Database(':memory:');
    onTestFinished(() => void old.close());
    old.exec(STEPS[0]);
    old.exec(
      "INSERT INTO block VALUES ('a', 'practice', 2, 9, 1000, 'accepted', NULL, 1e6, 0.5, 'CPU 0')",
    );
    expect(salvageBlocks(old)).toEqual([ownBlock('a', 1_000, { state: 'accepted' })]);
  });

  it('gives back nothing where it cannot be read at all', () => {
    db.exec('DROP TABLE block');
    expect(salvageBlocks(db)).toEqual([]);
  });
});
