/** Files of a database that cannot be opened or are lost: when they are tried again, and what is kept. */
import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DamagedValue } from '../../storage/sqlite-values.ts';
import { NewerVersion } from '../file-faults.ts';
import { all, coded, failingOnce, faultyDatabase, put } from './faulty-database.ts';

const test = faultyDatabase();

describe('a file that cannot be opened', () => {
  it('is tried again after 2, 4, 8 … seconds, about every minute at last', () => {
    test.openingFails = () => coded('SQLITE_BUSY');
    const database = test.open();
    const tries: number[] = [];
    for (let second = 1; second <= 260; second += 1) {
      test.news = [];
      test.pass(1);
      if (test.news.includes('open')) tries.push(second);
    }
    expect(tries).toEqual([2, 6, 14, 30, 62, 126, 190, 254]);
    expect(test.faults).toHaveLength(1);
    expect([put(database, 'a'), all(database)]).toEqual([false, ['none']]);
    test.openingFails = null;
    test.pass(64);
    expect(put(database, 'a')).toBe(true);
    // It begins again with short pauses.
    database.read(failingOnce(coded('SQLITE_IOERR')), []);
    test.news = [];
    test.pass(2);
    expect(test.news).toContain('open');
  });

  it.each([
    ['newer-version', () => new NewerVersion('later')],
    ['not-writable', () => coded('SQLITE_PERM')],
    ['disk', () => coded('EIO', { syscall: 'read' })],
  ])('is reported as %s, and left as it is', (cause, error) => {
    test.openingFails = error;
    const database = test.open();
    expect(test.news).toEqual(['open', cause]);
    expect(put(database, 'a')).toBe(false);
    test.openingFails = null;
    test.pass(2);
    expect(put(database, 'a')).toBe(true);
  });

  it('as it is damaged is set aside, with what can be read of it', () => {
    const first = test.open();
    put(first, 'a');
    first.close();
    test.news = [];
    test.nowMs += 8 * 86_400_000;
    test.checkFails = () => {
      test.checkFails = null;
      return new DamagedValue('made up');
    };
    const database = test.open();
    expect(test.news).toEqual(['open', 'check', 'salvage a', 'set-aside', 'open', 'writable']);
    expect(all(database)).toEqual([]);
  });

  it('because of a bug ends the program', () => {
    const bug = new TypeError('made up');
    test.openingFails = () => bug;
    expect(() => test.open()).toThrow(bug);
  });
});

describe('a file that is lost while it is open', () => {
  it('is made again within seconds', () => {
    const database = test.open();
    put(database, 'a');
    test.news = [];
    rmSync(test.file);
    test.pass(2);
    expect(test.news).toEqual(['salvage a', 'gone', 'open', 'writable']);
    expect(put(database, 'b')).toBe(true);
    test.pass(10);
    expect([all(database), test.faults.length]).toEqual([['b'], 1]);
  });

  it('in its log alone keeps its contents', () => {
    const database = test.open();
    put(database, 'a');
    test.news = [];
    rmSync(`${test.file}-wal`);
    test.pass(10);
    expect([all(database), test.news]).toEqual([['a'], []]);
    put(database, 'b');
    database.close();
    expect(all(test.open())).toEqual(['a', 'b']);
  });

  it('in its log alone loses nothing to a kill some seconds later', () => {
    const database = test.open();
    put(database, 'a');
    rmSync(`${test.file}-wal`);
    test.pass(2);
    put(database, 'b');
    const killed = join(test.folder, 'killed.db');
    for (const suffix of ['', '-wal']) copyFileSync(test.file + suffix, killed + suffix);
    expect(all(test.open(killed))).toEqual(['a', 'b']);
  });
});
