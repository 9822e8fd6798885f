/** Calls of the file of the chains that fail: what is reported, what is served, and what the file has later. */
import { describe, expect, it } from 'vitest';
import { DamagedValue } from '../../storage/sqlite-values.ts';
import { coded, faultyStore, left, right, whole } from './faulty-store.ts';

const test = faultyStore();

describe('a file that cannot be written', () => {
  it.each([
    ['SQLITE_BUSY', 'in-use'],
    ['SQLITE_FULL', 'full'],
    ['SQLITE_IOERR', 'disk'],
    ['SQLITE_READONLY', 'not-writable'],
  ])('by %s is reported once, and when it has been for five looks', (code, cause) => {
    test.faults.set('append', coded(code));
    test.mine(left, right);
    test.looks(9);
    expect(test.events).toEqual([
      {
        ...{ type: 'history-failed', part: 'practice-chains' },
        fault: { kind: 'unwritable', cause, file: test.file, detail: `made: ${code}` },
      },
    ]);
    test.faults.clear();
    test.mine(left);
    test.looks(4);
    expect(test.events).toHaveLength(1);
    test.looks(1);
    expect(test.events.slice(1)).toEqual([{ type: 'history-recovered', part: 'practice-chains' }]);
    test.looks(20);
    expect(test.events).toHaveLength(2);
    test.expectKept();
  });

  it('is reported again where the cause is another one', () => {
    for (const code of ['SQLITE_BUSY', 'SQLITE_FULL', 'SQLITE_BUSY']) {
      test.faults.set('append', coded(code));
      test.looks(1);
      test.mine(left, right);
      test.looks(1);
    }
    expect(test.kinds()).toEqual(['in-use', 'full', 'in-use']);
  });

  it.each([
    ['SQLITE_ERROR', 'damaged'],
    ['SQLITE_READONLY_DBMOVED', 'disk'],
  ])('when it is to catch up, by %s, is reported as %s', (code, cause) => {
    test.faults.set('append', coded('SQLITE_FULL'));
    test.mine(left, right);
    test.faults.set('append', coded(code));
    test.looks(1);
    expect(test.kinds()).toEqual(['full', cause]);
    test.faults.clear();
    test.looks(6);
    expectRecovered();
  });

  function expectRecovered(): void {
    expect(test.kinds().at(-1)).toBe('recovered');
    test.expectKept();
  }

  it('is served together with what waits in memory', () => {
    test.faults.set('append', coded('SQLITE_FULL'));
    test.mine(left, right);
    expect(test.heights()).toEqual([0, 1, 2]);
    const two = test.store.range(left, { ...whole, minHeight: 1, limit: 1 });
    expect(two.map(({ header }) => header.height)).toEqual([1]);
  });

  it('is written at the end, and that it can be is reported', () => {
    test.faults.set('append', coded('SQLITE_FULL'));
    test.mine(left, right);
    test.faults.clear();
    test.expectKept();
    expect(test.kinds()).toEqual(['full', 'recovered']);
    test.store.close();
    test.looks(10);
    expect(test.events).toHaveLength(2);
  });

  it('is not said to be written at the end where it is not', () => {
    test.faults.set('append', coded('SQLITE_FULL'));
    test.mine(left, right);
    test.store.close();
    expect(test.kinds()).toEqual(['full']);
  });

  it('is begun again later where the chains were reset meanwhile', () => {
    const old = test.chain.tip(left);
    test.faults.set('restart', coded('SQLITE_FULL'));
    test.chain.restart(9_000n);
    test.now = 9_000n;
    expect([test.kinds(), test.store.find(left, old.hash)]).toEqual([['full'], null]);
    expect(test.heights()).toEqual([0]);
    test.mine(left, right);
    test.faults.clear();
    test.looks(1);
    expect(test.store.find(left, old.hash)).toBeNull();
    test.expectKept();
  });
});

describe('a file that cannot be read', () => {
  it('has what is in memory, and that is reported', () => {
    for (const call of ['find', 'atHeight', 'payload', 'range'] as const) {
      test.faults.set(call, coded('SQLITE_IOERR'));
    }
    const unknown = new Uint8Array(32);
    expect([test.store.find(left, unknown), test.store.payload(unknown)]).toEqual([null, null]);
    expect([test.store.atHeight(left, 9), test.store.atHeight(left, 1)?.hashText]).toEqual([
      ...[null, test.chain.tip(left).hashText],
    ]);
    expect([test.heights(), test.kinds()]).toEqual([[0, 1], ['disk']]);
  });

  it('as it is swept is reported', () => {
    test.faults.set('sweep', coded('SQLITE_IOERR'));
    test.store.sweep();
    expect(test.kinds()).toEqual(['disk']);
  });

  it('because of a bug ends the request alone', () => {
    const bug = new TypeError('made up');
    for (const call of ['find', 'append', 'heads'] as const) test.faults.set(call, bug);
    expect(() => test.store.find(left, new Uint8Array(32))).toThrow(bug);
    expect(() => test.mine(left)).toThrow(bug);
    expect(() => test.store.heads([left, right])).toThrow(bug);
    expect(test.kinds()).toEqual([]);
  });

  it('at the start is set aside where it is damaged, and new chains begin', () => {
    test.store.close();
    test.faults.set('heads', new DamagedValue('made up'));
    let files = 0;
    test.opening = (open) => {
      files += 1;
      if (files === 2) test.faults.clear();
      return open();
    };
    test.open();
    expect([files, test.kinds(), test.chain.tip(left).header.height]).toEqual([
      ...[2, ['set-aside'], 0],
    ]);
  });
});
