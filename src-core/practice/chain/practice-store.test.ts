import { mkdir, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mkChainId } from '../../chainweb/chain-graph.ts';
import { unwrap } from '../../result.ts';
import { openDatabase } from '../../storage/database-file.ts';
import type { HistoryEvent } from '../../storage/storage-events.ts';
import { openPracticeChain } from './practice-chain.ts';
import type { PracticeChain } from './practice-chain.ts';
import { FIRST_DIFFICULTY, practiceNetwork } from './practice-network.ts';
import { openPracticeStore } from './resilient-store.ts';
import type { PracticeStore } from './practice-store.ts';

const network = practiceNetwork('pair', null, FIRST_DIFFICULTY);
const [left, right] = [mkChainId(0), mkChainId(1)];
let folder: string;
let path: string;
const opened: PracticeStore[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'practice-store-'));
  path = join(folder, 'deep', 'practice.db');
});

afterEach(async () => {
  for (const store of opened.splice(0)) store.close();
  await rm(folder, { recursive: true, force: true });
});

function open(reset = false): PracticeStore {
  const store = unwrap(openPracticeStore(path, network.versionName, reset));
  opened.push(store);
  return store;
}

/** Notes the new names of files that are set aside. */
function noteSetAside(names: string[]): (event: HistoryEvent) => void {
  return (event) => {
    if (event.type === 'history-failed' && event.fault.kind === 'set-aside') {
      names.push(event.fault.keptAs);
    }
  };
}

function close(store: PracticeStore): void {
  store.close();
  opened.splice(opened.indexOf(store), 1);
}

/** Two blocks on each chain, and an orphan beside block 1 of the left one. */
function grow(store: PracticeStore): PracticeChain {
  const chain = openPracticeChain(network, store, 1000n);
  const orphan = chain.extend(left, new Uint8Array(32).fill(9), 2000n);
  for (const [step, id] of [left, right, left, right].entries()) {
    const now = 3000n + BigInt(step);
    const header = chain.extend(id, new Uint8Array(32).fill(step), now);
    if (header === null) throw new Error('the chain cannot be mined');
    expect(chain.accept(header, now).outcome).toBe('joined');
  }
  if (orphan === null) throw new Error('no orphan');
  expect(chain.accept(orphan, 4000n)).toMatchObject({ outcome: 'orphaned', kept: true });
  return chain;
}

describe('the store', () => {
  it('restores the chains', () => {
    const first = open();
    const tips = grow(first).tips();
    close(first);
    const again = open();
    const chain = openPracticeChain(network, again, 9000n);
    expect(chain.tips()).toEqual(tips);
    const range = again.range(left, { from: null, minHeight: 0, maxHeight: 9, limit: 99 });
    expect(range.map(({ header }) => header.height)).toEqual([0, 1, 1, 2]);
    // The next block needs the one before the neighbour's tip.
    const next = chain.extend(left, new Uint8Array(32), 9000n);
    expect(next?.height).toBe(3);
  });

  it('distinguishes the chain from its orphans', () => {
    const store = open();
    grow(store);
    const both = store.range(left, { from: null, minHeight: 1, maxHeight: 1, limit: 9 });
    const onChain = both.map(({ hash }) => store.find(left, hash)?.onChain);
    expect(onChain.sort()).toEqual([false, true]);
    const main = store.atHeight(left, 1);
    expect(main && store.find(left, main.hash)?.onChain).toBe(true);
    expect(main && store.find(right, main.hash)).toBeNull();
    expect(store.atHeight(left, 3)).toBeNull();
  });

  it('lists from a block on, and nothing where that is below the lowest height', () => {
    const store = open();
    grow(store);
    const heights = (minHeight: number, inclusive: boolean, limit = 9): number[] => {
      const from = { block: store.atHeight(left, 0)!, inclusive };
      const range = store.range(left, { from, minHeight, maxHeight: 9, limit });
      return range.map(({ header }) => header.height);
    };
    expect(heights(1, true)).toEqual([]);
    expect(heights(0, true)).toEqual([0, 1, 1, 2]);
    expect(heights(1, false)).toEqual([1, 1, 2]);
    expect(heights(2, false)).toEqual([]);
    expect([heights(0, true, 2), heights(0, false, 3)]).toEqual([
      [0, 1],
      [1, 1, 2],
    ]);
  });

  it('discards everything when it is reset', () => {
    const first = open();
    grow(first);
    close(first);
    const again = open(true);
    expect(again.heads([left, right])).toBeNull();
  });

  it('is for one network, until it is reset', () => {
    close(open());
    const other = openPracticeStore(path, 'practice-triangle', false);
    expect(other).toEqual({
      ok: false,
      error: {
        ...{ kind: 'practice-data', reason: 'other-network', setting: 'practiceGraph', file: path },
        detail: 'it holds the chains of practice-pair, not of practice-triangle',
      },
    });
    unwrap(openPracticeStore(path, 'practice-triangle', true)).close();
    unwrap(openPracticeStore(path, 'practice-triangle', false)).close();
  });

  it('refuses a file of another layout', () => {
    close(open());
    const db = openDatabase(path);
    db.exec("UPDATE meta SET value = '9' WHERE key = 'schema'");
    db.close();
    expect(openPracticeStore(path, network.versionName, false)).toEqual({
      ok: false,
      error: {
        ...{ kind: 'practice-data', reason: 'other-layout', setting: null, file: path },
        detail: 'it has the unknown layout 9',
      },
    });
  });

  it('is for one node at a time', () => {
    open();
    expect(openPracticeStore(path, network.versionName, false)).toMatchObject({
      ok: false,
      error: {
        reason: 'in-use',
        detail: expect.stringContaining(`process ${process.pid}`) as string,
      },
    });
  });

  it('sets a damaged file aside, reports its new path, and starts new chains', async () => {
    await mkdir(dirname(path));
    await writeFile(path, 'Dear friend, '.repeat(1000));
    const setAside: string[] = [];
    const store = unwrap(
      openPracticeStore(path, network.versionName, false, { onEvent: noteSetAside(setAside) }),
    );
    opened.push(store);
    expect(store.heads([left, right])).toBeNull();
    grow(store);
    expect(setAside).toHaveLength(1);
    expect(await readFile(setAside[0] ?? '', 'utf8')).toContain('Dear friend');
  });

  it.each([1, 2])('refuses a block at height %d of 2 that does not match its hash', (height) => {
    const store = open();
    grow(store);
    close(store);
    const db = new Database(path);
    // The clock of its miner is another one: it can still be decoded.
    db.exec(
      `UPDATE blocks SET header = substr(header, 1, 8) || x'07' || substr(header, 10)
       WHERE height = ${height} AND chain = 0`,
    );
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    db.close();
    const setAside: string[] = [];
    const again = unwrap(
      openPracticeStore(path, network.versionName, false, { onEvent: noteSetAside(setAside) }),
    );
    opened.push(again);
    expect(again.heads([left, right])).toBeNull();
    expect(setAside).toHaveLength(1);
  });

  it('continues from the newest blocks when its file is garbled while open', async () => {
    const setAside: string[] = [];
    const store = unwrap(
      openPracticeStore(path, network.versionName, false, { onEvent: noteSetAside(setAside) }),
    );
    opened.push(store);
    const chain = grow(store);
    await truncate(`${path}-wal`, 4_000);
    await truncate(path, 3_000);
    const header = chain.extend(left, new Uint8Array(32).fill(7), 9000n);
    if (header === null) throw new Error('the chain cannot be mined');
    // SQLite may write from its cache without reading the file.
    const asked = store.range(left, { from: null, minHeight: 0, maxHeight: 9, limit: 99 });
    expect(chain.accept(header, 9000n).outcome).toBe('joined');
    expect(asked.length + setAside.length).toBeGreaterThan(0);
    expect(store.heads([left, right])?.map(({ tip }) => tip.header.height)).toEqual([3, 2]);
  });

  it('refuses a folder that it cannot use', async () => {
    const file = join(folder, 'letter.txt');
    await writeFile(file, 'Dear friend');
    const below = openPracticeStore(join(file, 'practice.db'), network.versionName, false);
    expect(below).toMatchObject({ ok: false, error: { reason: 'unusable' } });
  });
});
