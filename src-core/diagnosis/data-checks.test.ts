import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { openHistory } from '../history/history.ts';
import { unwrap } from '../result.ts';
import { openDatabase } from '../storage/database-file.ts';
import { LOCK_FILE, takeDataLock } from '../system/data-lock.ts';
import { machineSample, NO_SHARES } from '../tests/disk/history-samples.ts';
import { checkIn, checksOf, dataFolder } from './tests/diagnosed-computer.ts';

let folder = '';
beforeEach(() => {
  folder = dataFolder();
});

describe('the computer', () => {
  const practising = { practice: true } as const;

  it.each([
    [1e6, 'fail'],
    [5e8, 'warn'],
    [null, 'warn'],
    [5e9, 'ok'],
  ] as const)('with %d bytes free: %s', async (bytes, verdict) => {
    const checks = await checksOf(folder, practising, { freeBytes: () => Promise.resolve(bytes) });
    expect(checkIn(checks, 'disk')).toMatchObject({ verdict, freeBytes: bytes, isWritable: true });
  });

  it('has firewalls that may keep machines out', async () => {
    mkdirSync(join(folder, 'etc/ufw'), { recursive: true });
    mkdirSync(join(folder, 'etc/systemd/system/sysinit.target.wants'), { recursive: true });
    writeFileSync(join(folder, 'etc/systemd/system/sysinit.target.wants/nftables.service'), '');
    writeFileSync(
      join(folder, 'etc/nftables.conf'),
      'table inet filter { chain input { type filter hook input priority 0; policy drop; } }',
    );
    writeFileSync(join(folder, 'etc/ufw/ufw.conf'), 'ENABLED=no\n');
    expect(checkIn(await checksOf(folder, practising), 'firewall')).toMatchObject({
      verdict: 'warn',
      active: ['nftables'],
    });
    writeFileSync(join(folder, 'etc/ufw/ufw.conf'), '# on\nENABLED=yes\n');
    expect(checkIn(await checksOf(folder, practising), 'firewall')).toMatchObject({
      active: ['ufw', 'nftables'],
    });
    expect(
      checkIn(await checksOf(folder, practising, { platform: 'win32' }), 'firewall'),
    ).toMatchObject({
      verdict: 'skipped',
      reason: 'other-system',
    });
  });

  it('has machines, with the time of their last accepted share', async () => {
    const history = openHistory(join(folder, 'history.db'));
    // The hash rate counts for nothing: it is a mean of minutes.
    const sample = (key: string, atMs: number, accepted: number) =>
      [key, machineSample({ atMs, shares: { ...NO_SHARES, accepted, stale: 1 } })] as const;
    const now = Date.now();
    /** Samples of ten seconds are kept as one. */
    const endOfPoint = (atMs: number): number => Math.floor(atMs / 10_000) * 10_000 + 10_000;
    history.machineSamples.add([sample('old', now - 7_200_000, 5), sample('new', now - 9_000, 5)]);
    history.machineSamples.add([sample('old', now - 1_000, 0), sample('lazy', now - 2_000, 0)]);
    history.close();
    const expected = [
      { key: 'new', lastShareAtMs: endOfPoint(now - 9_000) },
      { key: 'old', lastShareAtMs: endOfPoint(now - 7_200_000) },
      { key: 'lazy', lastShareAtMs: null },
    ];
    expect(checkIn(await checksOf(folder, practising), 'machines')).toMatchObject({
      verdict: 'ok',
      machines: expected,
    });
    // Only while a Heddle mines should they work; its log is not read then.
    openDatabase(join(folder, 'history.db')).pragma('wal_checkpoint(TRUNCATE)');
    const release = unwrap(takeDataLock(join(folder, LOCK_FILE), 'app'));
    const held = checkIn(await checksOf(folder, practising), 'machines');
    release();
    expect(held).toMatchObject({ verdict: 'warn', machines: expected, holder: { program: 'app' } });
  });

  it('has a history that cannot be read', async () => {
    writeFileSync(join(folder, 'history.db'), 'no database'.repeat(1_000));
    expect(checkIn(await checksOf(folder, practising), 'machines')).toMatchObject({
      verdict: 'skipped',
      reason: 'unreadable',
    });
  });
});
