/** Own blocks while the database cannot store them, and after it had to start empty. */
import Database from 'libsql';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { OwnBlock, OwnBlockState } from '../state/snapshot-types.ts';
import { NO_BLOCKS } from '../state/snapshot-types.ts';
import { ownBlock } from '../tests/disk/own-block.ts';
import { openTables } from './history-tables.ts';
import type { HistoryTables } from './history-tables.ts';
import { ownBlocksIn } from './own-blocks.ts';

let isFull: boolean;
let tables: HistoryTables;
/** Changes that were made in the database. */
let writes: number;
let blocks: ReturnType<typeof ownBlocksIn>;

beforeEach(() => {
  isFull = false;
  writes = 0;
  tables = emptyTables();
  blocks = ownBlocksIn({
    write(change) {
      if (isFull) return false;
      writes += 1;
      change(tables);
      return true;
    },
    read: (query) => query(tables),
    close: () => undefined,
  });
});

function emptyTables(): HistoryTables {
  const db = new Database(':memory:');
  onTestFinished(() => void db.close());
  return openTables(db);
}

const idsOf = (found: readonly OwnBlock[]): string[] => found.map(({ id }) => id);
const all = () => idsOf(blocks.before(null, Infinity, 1e6));
const counts = (changes: Partial<Record<OwnBlockState, number>>) => ({ ...NO_BLOCKS, ...changes });

/** Blocks `a` and `c` are stored, `b`, `d` and another network's `x` are not, nor is the new state of `c`. */
function storeHalf(): void {
  blocks.put(ownBlock('a', 1, { state: 'accepted' }));
  blocks.put(ownBlock('c', 3));
  isFull = true;
  blocks.put(ownBlock('d', 4, { state: 'uncertain' }));
  blocks.put(ownBlock('b', 2));
  blocks.put(ownBlock('x', 5, { versionName: 'mainnet01', state: 'accepted' }));
  blocks.change('c', { state: 'accepted', reason: 'why' });
  blocks.change('unknown', { state: 'accepted' });
}

describe('own blocks of a full disk', () => {
  it('are known from memory, in the place of what is stored', () => {
    storeHalf();
    expect(blocks.get('b')).toEqual(ownBlock('b', 2));
    expect(blocks.get('c')).toEqual(ownBlock('c', 3, { state: 'accepted', reason: 'why' }));
    expect([blocks.get('a')?.id, blocks.get('unknown')]).toEqual(['a', null]);
    expect(all()).toEqual(['x', 'd', 'c', 'b', 'a']);
    expect(idsOf(blocks.before('practice', 4, 2))).toEqual(['c', 'b']);
    expect(idsOf(blocks.before('practice', Infinity, 9))).toEqual(['d', 'c', 'b', 'a']);
    expect(idsOf(blocks.unsettled('practice')).sort()).toEqual(['a', 'c', 'd']);
    expect(idsOf(blocks.unsettled('mainnet01'))).toEqual(['x']);
  });

  it('are counted once', () => {
    storeHalf();
    expect([1, 2, 3, 4, 9].map((atMs) => blocks.countBefore('practice', atMs))).toEqual([
      0, 1, 2, 3, 4,
    ]);
    expect(blocks.countBefore('mainnet01', 9)).toBe(1);
    expect(Object.fromEntries(blocks.counts())).toEqual({
      practice: counts({ accepted: 2, pending: 1, uncertain: 1 }),
      mainnet01: counts({ accepted: 1 }),
    });
    const steps = blocks.steps({ fromMs: 1, toMs: 4, stepMs: 2 });
    expect(steps.map(({ newest, count }) => `${newest.id} ${newest.state} ${count}`)).toEqual([
      'a accepted 1',
      'c accepted 2',
      'd uncertain 1',
    ]);
  });

  it('are stored once there is room, each once', () => {
    storeHalf();
    blocks.catchUp();
    expect(tables.blocks.get('b')).toBeNull();
    isFull = false;
    writes = 0;
    blocks.catchUp();
    blocks.catchUp();
    expect(writes).toBe(1);
    expect(idsOf(tables.blocks.before(null, Infinity, 9))).toEqual(['x', 'd', 'c', 'b', 'a']);
    expect(tables.blocks.get('c')?.state).toBe('accepted');
    expect(blocks.counts().get('practice')).toEqual(
      counts({ accepted: 2, pending: 1, uncertain: 1 }),
    );
  });

  it('are stored a thousand at a time, and again later where that fails in between', () => {
    isFull = true;
    for (let at = 0; at < 2_500; at += 1) blocks.put(ownBlock(`${at}`, at));
    isFull = false;
    const { put } = tables.blocks;
    let left = 2;
    const sizes: number[] = [];
    tables = {
      ...tables,
      blocks: {
        ...tables.blocks,
        put(chunk) {
          sizes.push(chunk.length);
          put(chunk);
          left -= 1;
          isFull = left === 0;
        },
      },
    };
    blocks.catchUp();
    expect([sizes, tables.blocks.countBefore('practice', 9_999)]).toEqual([[1_000, 1_000], 2_000]);
    isFull = false;
    left = 9;
    blocks.catchUp();
    expect([sizes, tables.blocks.countBefore('practice', 9_999)]).toEqual([
      [1_000, 1_000, 500],
      2_500,
    ]);
  });

  it('are written no more once they could be stored with a new state', () => {
    isFull = true;
    blocks.put(ownBlock('a', 1));
    isFull = false;
    blocks.change('a', { state: 'accepted' });
    writes = 0;
    blocks.catchUp();
    expect([writes, tables.blocks.get('a')?.state]).toEqual([0, 'accepted']);
  });
});

describe('own blocks of a file that had to start empty', () => {
  it('are those that were read from the old one, in the states known since', () => {
    blocks.put(ownBlock('a', 1, { state: 'accepted' }));
    tables = emptyTables();
    isFull = true;
    blocks.put(ownBlock('b', 2, { state: 'accepted' }));
    blocks.salvaged(['a', 'b', 'z'].map((id) => ownBlock(id, 1)));
    isFull = false;
    blocks.catchUp();
    expect(['a', 'b', 'z'].map((id) => tables.blocks.get(id)?.state)).toEqual([
      'accepted',
      'accepted',
      'pending',
    ]);
  });

  it('are the last thousand of this run where nothing of it can be read', () => {
    for (let at = 0; at <= 1_000; at += 1) blocks.put(ownBlock(`${at}`, at));
    tables = emptyTables();
    blocks.salvaged([]);
    expect(all()).toHaveLength(1_000);
    expect(all().slice(-1)).toEqual(['1']);
  });

  it('are a hundred thousand at most, the newest', () => {
    isFull = true;
    const block = ownBlock('', 0);
    blocks.salvaged(Array.from({ length: 100_001 }, (_, at) => ({ ...block, id: `${at}` })));
    expect(['0', '1', '100000'].map((id) => blocks.get(id)?.id)).toEqual([
      ...[undefined, '1', '100000'],
    ]);
  });
});
