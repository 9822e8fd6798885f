/** What the store of the chains has in memory takes the place of a file that is lost, and is written once. */
import { rmSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { toBase64Url } from '../../chainweb/block-hash.ts';
import { err } from '../../result.ts';
import { openDatabase } from '../../storage/database-file.ts';
import { DamagedValue } from '../../storage/sqlite-values.ts';
import { newPayload } from '../chain/payload.ts';
import { dataInUse } from '../chain/practice-errors.ts';
import { coded, faultyStore, left, right } from './faulty-store.ts';

const test = faultyStore();
const payload = newPayload({ account: 'a', predicate: 'keys-all', publicKeys: [] }, 'parent', 0);

/** The heights of the left chain that its file has now. */
function heightsInFile(): number[] {
  const db = openDatabase(test.file);
  const rows = db.prepare('SELECT height FROM blocks WHERE chain = 0 ORDER BY height').all();
  db.close();
  return (rows as { height: number }[]).map(({ height }) => height);
}

/** Closes the store and opens its file again. */
function reopen(): void {
  test.store.close();
  test.open();
}

describe('memory', () => {
  it('has the newest blocks of the last run', () => {
    reopen();
    rmSync(test.file);
    test.looks(1);
    expect(test.kinds()).toEqual(['gone']);
    test.expectKept();
  });

  it('has the first blocks after a reset, with their payloads', () => {
    test.store.keepPayload(payload);
    test.chain.restart(9_000n);
    test.now = 9_900n;
    expect(test.store.payload(payload.payloadHash)).toBeNull();
    const tip = test.chain.tip(left);
    rmSync(test.file);
    test.looks(1);
    reopen();
    expect([test.chain.tip(left), test.heights()]).toEqual([tip, [0]]);
    const { payloadHash } = tip.header;
    expect(test.store.payload(payloadHash)?.payloadHash).toEqual(payloadHash);
  });

  it('has payloads that the file has lost, and those that it could not take', () => {
    test.store.keepPayload(payload);
    rmSync(test.file);
    test.looks(1);
    reopen();
    expect(test.store.payload(payload.payloadHash)).toEqual(payload);
    const next = newPayload({ account: 'b', predicate: 'keys-all', publicKeys: [] }, 'next', 0);
    test.faults.set('keepPayload', coded('SQLITE_FULL'));
    test.store.keepPayload(next);
    expect(test.kinds()).toEqual(['gone', 'full']);
    expect(test.store.payload(next.payloadHash)).toEqual(next);
    test.faults.clear();
    reopen();
    expect(test.store.payload(next.payloadHash)).toEqual(next);
  });
});

describe('the file', () => {
  it('is not written again where it has everything, nor looked at once it is closed', () => {
    test.faults.set('append', coded('SQLITE_FULL'));
    test.looks(5);
    test.store.close();
    expect([test.kinds(), vi.getTimerCount()]).toEqual([[], 0]);
  });

  it('never has a block without those before it', () => {
    test.faults.set('append', coded('SQLITE_FULL'));
    test.mine(left, right);
    test.faults.clear();
    test.mine(left, right);
    expect(heightsInFile()).toEqual([0, 1]);
    test.looks(1);
    expect(heightsInFile()).toEqual([0, 1, 2, 3]);
  });

  it('has new chains where it was damaged at the start and cannot be opened again', () => {
    const old = toBase64Url(test.chain.tip(left).hash);
    test.store.close();
    test.faults.set('heads', new DamagedValue('made up'));
    let files = 0;
    test.opening = (open) => {
      files += 1;
      return files === 1 ? open() : err(dataInUse(test.file, null));
    };
    test.open();
    expect([test.kinds(), test.heights()]).toEqual([['set-aside', 'in-use'], [0]]);
    test.faults.clear();
    test.opening = null;
    test.mine(left, right);
    test.expectKept();
    expect(test.store.atHeight(left, 1)?.hashText).not.toBe(old);
  });
});

it('fails alone where a bug keeps a reset from being written', () => {
  const bug = new TypeError('made up');
  test.faults.set('restart', bug);
  expect(() => test.chain.restart(9_000n)).toThrow(bug);
  expect(test.kinds()).toEqual([]);
  test.faults.clear();
});
