/** Files of the chains that are damaged or lost, or cannot be opened: what takes their place. */
import { existsSync, readdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { err } from '../../result.ts';
import { DamagedValue } from '../../storage/sqlite-values.ts';
import { dataInUse } from '../chain/practice-errors.ts';
import { openPracticeStore } from '../chain/resilient-store.ts';
import { coded, faultyStore, left, network, right } from './faulty-store.ts';

const test = faultyStore();

describe('a file that is damaged or lost', () => {
  it.each([
    ['append', new DamagedValue('made up'), 'set-aside'],
    ['append', coded('SQLITE_CORRUPT'), 'set-aside'],
    ['append', coded('SQLITE_ERROR'), 'set-aside'],
    ['append', coded('SQLITE_READONLY_DBMOVED'), 'gone'],
    ['sweep', new DamagedValue('made up'), 'set-aside'],
  ] as const)('as %s throws %s is replaced: %s', (call, fault, kind) => {
    test.faults.set(call, fault);
    if (kind === 'gone') rmSync(test.file);
    test.opening = (open) => {
      test.faults.clear();
      return open();
    };
    test.mine(left, right);
    test.looks(1);
    expect(test.kinds()).toEqual([kind]);
    test.expectKept();
  });

  it('and cannot be set aside is left, and that is reported', () => {
    test.faults.set('append', new DamagedValue('made up'));
    rmSync(test.file);
    test.mine(left, right);
    expect(test.events).toMatchObject([
      { fault: { kind: 'unwritable', cause: 'damaged', file: test.file } },
    ]);
    test.faults.clear();
    test.looks(6);
    expect(test.kinds()).toEqual(['damaged', 'recovered']);
    test.expectKept();
  });

  it.each([
    ['in-use', () => err(dataInUse('x', null))],
    ['disk', () => err({ ...dataInUse('x', null), reason: 'unusable' as const })],
    [
      'disk',
      () => {
        throw coded('SQLITE_CANTOPEN');
      },
    ],
  ])('and cannot be made again is %s, until it can', (cause, open) => {
    test.opening = open;
    rmSync(test.file);
    test.looks(3);
    test.mine(left, right);
    expect(test.kinds()).toEqual(['gone', cause]);
    expect(test.heights()).toEqual([0, 1, 2]);
    test.opening = null;
    test.looks(1);
    expect(existsSync(test.file)).toBe(true);
    test.looks(5);
    expect(test.kinds()).toEqual(['gone', cause, 'recovered']);
    test.expectKept();
  });

  it.skipIf(process.platform === 'win32')('cannot be looked at, and is back', () => {
    const data = join(test.folder, 'data');
    renameSync(data, join(test.folder, 'away'));
    symlinkSync(data, data);
    test.looks(3);
    test.mine(left, right);
    expect(test.events).toMatchObject([
      { fault: { kind: 'unwritable', cause: 'disk', file: test.file } },
    ]);
    rmSync(data);
    renameSync(join(test.folder, 'away'), data);
    test.looks(6);
    expect(test.kinds()).toEqual(['disk', 'recovered']);
    test.expectKept();
  });
});

describe('a file that cannot be opened at the start', () => {
  it.skipIf(process.platform === 'win32')('as it is lost meanwhile is left free', () => {
    test.store.close();
    test.opening = (open) => {
      const opened = open();
      rmSync(test.file);
      return opened;
    };
    const { openStore } = test;
    const again = openPracticeStore(test.file, network.versionName, false, { openStore });
    expect(again).toMatchObject({ ok: false, error: { reason: 'unusable', file: test.file } });
    test.opening = null;
    test.open();
    expect(test.heights()).toEqual([0]);
  });

  it.each([
    ['SQLITE_BUSY', 'in-use', 'another running Heddle uses it'],
    ['SQLITE_FULL', 'full', 'made: SQLITE_FULL'],
    ['SQLITE_CANTOPEN', 'unusable', 'made: SQLITE_CANTOPEN'],
  ])('by %s is %s', (code, reason, detail) => {
    test.opening = () => {
      throw coded(code);
    };
    const again = openPracticeStore(test.file, network.versionName, false, {
      openStore: test.openStore,
    });
    expect(again).toEqual({
      ok: false,
      error: { kind: 'practice-data', reason, setting: null, file: test.file, detail },
    });
  });

  it('is set aside where it is damaged, and not again where the new one is too', () => {
    test.store.close();
    let tries = 0;
    test.opening = () => {
      tries += 1;
      throw new DamagedValue('made up');
    };
    const again = openPracticeStore(test.file, network.versionName, false, {
      openStore: test.openStore,
    });
    expect(again).toMatchObject({ ok: false, error: { reason: 'unusable', detail: 'made up' } });
    expect(tries).toBe(2);
    const aside = readdirSync(join(test.folder, 'data')).filter((name) =>
      /\.damaged-[\dTZ-]+$/.test(name),
    );
    expect(aside).toHaveLength(1);
  });
});
