/** Queries of a database that fail: which end its file, which fail alone, and how it comes back. */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DamagedValue } from '../../storage/sqlite-values.ts';
import { all, coded, failingOnce, faultyDatabase, put } from './faulty-database.ts';

const test = faultyDatabase();

describe('a database', () => {
  it('is made with its test.folder, written and read, and looked at without harm', () => {
    const database = test.open();
    expect(put(database, 'a')).toBe(true);
    test.pass(60);
    expect(all(database)).toEqual(['a']);
    database.close();
    expect(test.news).toEqual(['open', 'writable']);
    expect(readdirSync(join(test.folder, 'data'))).toContain('items.db.checked');
    expect([put(database, 'b'), all(database)]).toEqual([false, ['none']]);
  });

  it('is in memory alone where that is wished', () => {
    const database = test.open(':memory:');
    put(database, 'a');
    test.pass(60);
    expect([all(database), readdirSync(test.folder)]).toEqual([['a'], []]);
    database.close();
    expect(test.news).toEqual(['open', 'writable']);
  });

  it('is looked at no more after it was closed', () => {
    test.open().close();
    rmSync(test.file);
    test.pass(10);
    expect([existsSync(test.file), test.news]).toEqual([false, ['open', 'writable']]);
  });
});

describe('a query that fails', () => {
  it.each([
    ['SQLITE_FULL', 'full'],
    ['SQLITE_BUSY', 'in-use'],
  ])('by %s is reported once, and the file stays open', (code, cause) => {
    const database = test.open();
    put(database, 'a');
    test.news = [];
    const fail = (): never => {
      throw coded(code);
    };
    expect(database.write(fail)).toBe(false);
    expect(database.read(fail, 'otherwise')).toBe('otherwise');
    expect(test.news).toEqual([cause]);
    expect(test.faults).toEqual([
      { kind: 'unwritable', cause, file: test.file, detail: `made: ${code}` },
    ]);
    expect(all(database)).toEqual(['a']);
    // It may work again by now: what waits is written.
    test.pass(4);
    expect(test.news).toEqual([cause, 'writable', 'writable']);
    put(database, 'b');
    test.pass(5);
    expect(test.news).not.toContain('recovered');
    test.pass(1);
    put(database, 'c');
    put(database, 'd');
    expect(test.news.filter((each) => each === 'recovered')).toHaveLength(1);
    expect(all(database)).toEqual(['a', 'b', 'c', 'd']);
  });

  it.each([
    ['SQLITE_IOERR', 'disk'],
    ['SQLITE_READONLY', 'not-writable'],
  ])('by %s closes the file, which is opened again', (code, cause) => {
    const database = test.open();
    put(database, 'a');
    test.news = [];
    expect(database.read(failingOnce(coded(code)), [])).toEqual([]);
    expect([put(database, 'b'), all(database)]).toEqual([false, ['none']]);
    expect(test.news).toEqual([cause]);
    test.pass(2);
    expect(test.news.slice(1, 3)).toEqual(['open', 'check']);
    expect(all(database)).toEqual(['a']);
    test.pass(8);
    put(database, 'b');
    expect(test.news.at(-1)).toBe('recovered');
  });

  it('at the end leaves a file that is read as a whole at the next start', () => {
    const database = test.open();
    database.read(failingOnce(coded('SQLITE_FULL')), []);
    database.close();
    test.news = [];
    test.open();
    expect(test.news).toEqual(['open', 'check', 'writable']);
  });

  it('is reported again where the cause is another one', () => {
    const database = test.open();
    for (const code of ['SQLITE_FULL', 'SQLITE_FULL', 'SQLITE_BUSY', 'SQLITE_FULL']) {
      database.read(failingOnce(coded(code)), []);
    }
    expect(test.news).toEqual(['open', 'writable', 'full', 'in-use', 'full']);
  });

  it('because of damage is made on the new file', () => {
    const database = test.open();
    put(database, 'a');
    test.news = [];
    expect(database.read(failingOnce(new DamagedValue('made up')), ['none'])).toEqual([]);
    expect(test.news).toEqual(['salvage a', 'set-aside', 'open', 'writable']);
    const [fault] = test.faults;
    expect(fault).toMatchObject({ kind: 'set-aside', file: test.file });
    expect(fault?.kind === 'set-aside' && existsSync(fault.keptAs)).toBe(true);
    expect(put(database, 'b')).toBe(true);
    expect(all(database)).toEqual(['b']);
  });

  it('because of damage is made on a new file each time that a file is damaged', () => {
    const database = test.open();
    const kept = ['a', 'b', 'c'].map((name) => {
      put(database, name);
      const left = database.read(failingOnce(new DamagedValue('made up')), ['none']);
      return [left, test.faults.at(-1)?.kind, put(database, 'more')];
    });
    expect(kept).toEqual(Array(3).fill([[], 'set-aside', true]));
    expect(all(database)).toEqual(['more']);
    expect(test.news.filter((each) => each.startsWith('salvage'))).toEqual([
      ...['salvage a', 'salvage more,b', 'salvage more,c'],
    ]);
  });

  it('as the file was moved is made on the new file', () => {
    const database = test.open();
    put(database, 'a');
    test.news = [];
    rmSync(test.file);
    const moved = failingOnce(coded('SQLITE_READONLY_DBMOVED'));
    expect(database.read(moved, ['none'])).toEqual([]);
    expect(test.news).toEqual(['salvage a', 'gone', 'open', 'writable']);
    expect(test.faults).toEqual([{ kind: 'gone', file: test.file }]);
  });

  it('for no reason that a sound file gives is a bug', () => {
    const database = test.open();
    put(database, 'a');
    const strange = coded('SQLITE_ERROR');
    const bug = new TypeError('made up');
    expect(() => database.read(failingOnce(strange), [])).toThrow(strange);
    expect(() => database.write(failingOnce(bug))).toThrow(bug);
    expect(test.news).toEqual(['open', 'writable', 'check']);
    expect(all(database)).toEqual(['a']);
  });

  it('for a strange reason sets a file aside that is not sound', () => {
    const database = test.open();
    put(database, 'a');
    test.news = [];
    test.checkFails = () => new DamagedValue('made up');
    expect(database.read(failingOnce(coded('SQLITE_ERROR')), ['none'])).toEqual([]);
    expect(test.news).toEqual(['check', 'salvage a', 'set-aside', 'open', 'writable']);
  });

  it('on the new file too leads to no other one', () => {
    const database = test.open();
    put(database, 'a');
    test.news = [];
    test.openingFails = () => new DamagedValue('made up');
    const damaged = failingOnce(new DamagedValue('made up'));
    expect(database.read(damaged, ['none'])).toEqual(['none']);
    expect(test.news).toEqual(['salvage a', 'set-aside', 'open', 'salvage ', 'damaged']);
    test.openingFails = null;
    test.pass(2);
    expect(put(database, 'b')).toBe(true);
  });
});
