import { describe, expect, it } from 'vitest';
import { databaseFaultOf, faultOfCode, fileFaultOf } from './fault-codes.ts';
import { IN_MEMORY, openDatabase } from './database-file.ts';
import { historyLine } from './storage-events.ts';
import {
  asBlob,
  asNumber,
  bytesOf,
  DamagedValue,
  numberOf,
  textOf,
  textOrNull,
  wholeNumberOf,
} from './sqlite-values.ts';

const coded = (code: string, more: object = {}) =>
  Object.assign(new Error(code), { code, ...more });

describe('a fault of a file', () => {
  it.each([
    ['SQLITE_CORRUPT_INDEX', 'damaged'],
    ['SQLITE_NOTADB', 'damaged'],
    ['SQLITE_IOERR_SHORT_READ', 'damaged'],
    ['SQLITE_READONLY_DBMOVED', 'moved'],
    ['SQLITE_FULL', 'full'],
    ['SQLITE_BUSY_SNAPSHOT', 'in-use'],
    ['SQLITE_LOCKED', 'in-use'],
    ['SQLITE_PROTOCOL', 'in-use'],
    ['SQLITE_READONLY', 'not-writable'],
    ['SQLITE_CANTOPEN', 'not-writable'],
    ['SQLITE_PERM', 'not-writable'],
    ['SQLITE_AUTH', 'not-writable'],
    ['SQLITE_IOERR_READ', 'disk'],
    ['SQLITE_NOLFS', 'disk'],
    ['SQLITE_NOMEM', 'disk'],
    ['SQLITE_ERROR', 'strange'],
  ])('of the database with the code %s is: %s', (code, fault) => {
    expect(databaseFaultOf(coded(code))).toBe(fault);
    expect(fileFaultOf(coded(code))).toBe(fault);
    expect(faultOfCode(code)).toBe(fault);
    expect(databaseFaultOf(coded(`X_${code}`))).toBeNull();
  });

  it.each([
    ['ENOSPC', 'full'],
    ['EDQUOT', 'full'],
    ['EACCES', 'not-writable'],
    ['EPERM', 'not-writable'],
    ['EROFS', 'not-writable'],
    ['EIO', 'disk'],
  ])('of the system with the code %s is: %s', (code, fault) => {
    expect(faultOfCode(code)).toBe(fault);
    expect(fileFaultOf(coded(code, { syscall: 'open' }))).toBe(fault);
    expect(databaseFaultOf(coded(code, { syscall: 'open' }))).toBeNull();
  });

  it('is none where the error is a bug', () => {
    expect(fileFaultOf(new TypeError('x'))).toBeNull();
    expect(fileFaultOf(coded('ERR_INVALID_ARG_TYPE'))).toBeNull();
    expect(fileFaultOf(Object.assign(new Error('x'), { syscall: 'open' }))).toBeNull();
    expect(fileFaultOf({ code: 'ENOSPC', syscall: 'open' })).toBeNull();
    expect(faultOfCode(null)).toBe('disk');
    expect(fileFaultOf(new DamagedValue('x'))).toBe('damaged');
  });
});

describe('a value of a file', () => {
  const bytes = Buffer.from('Zoë');

  it('is read as it was written, from either kind of buffer', () => {
    const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
    expect([textOf(bytes), textOf(buffer), textOrNull(bytes)]).toEqual(['Zoë', 'Zoë', 'Zoë']);
    expect(bytesOf(buffer)).toEqual(new Uint8Array(bytes));
    expect([textOrNull(null), numberOf(0.5), wholeNumberOf(2 ** 53 - 1)]).toEqual([
      ...[null, 0.5, 2 ** 53 - 1],
    ]);
  });

  it('is read from the file, whatever kind it has there', () => {
    const db = openDatabase(IN_MEMORY);
    db.exec("CREATE TABLE a (t, n); INSERT INTO a VALUES ('Zoë', 9223372036854775807), (5, 1.5)");
    const rows = db.prepare(`SELECT ${asBlob('t')}, ${asNumber('n')} FROM a`).all();
    db.close();
    expect((rows as { t: Uint8Array; n: number }[]).map(({ t, n }) => [textOf(t), n])).toEqual([
      ['Zoë', 2 ** 63],
      ['5', 1.5],
    ]);
  });

  it.each([
    ['missing', () => bytesOf(null)],
    ['missing', () => textOf(null)],
    ['not UTF-8', () => textOf(Buffer.from([0xff]))],
    ['not UTF-8', () => textOrNull(Buffer.from([0xff]))],
    ['null is not a number', () => numberOf(null)],
    ['Infinity is not a number', () => numberOf(Infinity)],
    ['null is not a whole number', () => wholeNumberOf(null)],
    ['0.5 is not a whole number', () => wholeNumberOf(0.5)],
    ['9007199254740992 is not a whole number', () => wholeNumberOf(2 ** 53)],
  ])('is damaged where it is %s', (message, read) => {
    expect(read).toThrow(DamagedValue);
    expect(read).toThrow(message);
  });
});

it('says in the log which file, what it holds and what happens now', () => {
  const failed = (fault: object) =>
    historyLine({ type: 'history-failed', part: 'outbox', fault } as never);
  expect(failed({ kind: 'unwritable', file: '/f', detail: 'disk full' })).toBe(
    'the list of solved blocks in /f cannot be written (disk full); mining continues',
  );
  expect(failed({ kind: 'set-aside', file: '/f', keptAs: '/g' })).toMatch(/\/f .* \/g; a new/);
  expect(failed({ kind: 'gone', file: '/f' })).toMatch(/\/f was deleted or replaced/);
  expect(historyLine({ type: 'history-recovered', part: 'history' })).toBe(
    'the history can be written again',
  );
});
