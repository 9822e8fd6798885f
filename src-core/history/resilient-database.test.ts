import { mkdtemp, rm, stat, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HistoryFault } from '../storage/storage-events.ts';
import { openResilientDatabase } from './resilient-database.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heddle-database-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('a database that cannot grow', () => {
  it('reports it once, stores what fits, and recovers by itself', () => {
    const faults: HistoryFault[] = [];
    let recoveries = 0;
    let nowMs = 0;
    let grow = (): void => undefined;
    const database = openResilientDatabase<(bytes: number) => void>({
      file: join(folder, 'small.db'),
      open(db) {
        db.exec('CREATE TABLE IF NOT EXISTS item (bytes BLOB)');
        db.pragma('max_page_count = 20');
        grow = () => void db.pragma('max_page_count = 2000');
        const put = db.prepare('INSERT INTO item VALUES (zeroblob(?))');
        return (bytes) => void put.run([bytes]);
      },
      check: () => undefined,
      salvage: () => undefined,
      writable: () => undefined,
      onFault: (fault) => faults.push(fault),
      onRecovered: () => (recoveries += 1),
      nowMs: () => nowMs,
    });
    const written: boolean[] = [];
    for (let at = 0; at < 60; at += 1) {
      // Small ones fit when large ones no longer do: each of those would be a fault and a recovery.
      written.push(database.write((put) => put(at % 2 === 0 ? 8_000 : 10)));
      nowMs += 1_000;
    }
    expect(written.filter((done) => done).length).toBeGreaterThan(20);
    expect(written).toContain(false);
    expect(faults).toMatchObject([{ kind: 'unwritable', cause: 'full' }]);
    expect(recoveries).toBe(0);
    grow();
    nowMs += 20_000;
    expect(database.write((put) => put(8_000))).toBe(true);
    expect(recoveries).toBe(1);
    database.close();
  });
});

describe('a database that was closed well', () => {
  const WEEK_MS = 7 * 86_400_000;

  /** Opens it, writes, and closes it; how often it was checked. */
  function checksOfARun(nowMs: number): number {
    let checks = 0;
    const database = openResilientDatabase<() => void>({
      file: join(folder, 'closed.db'),
      open(db) {
        db.exec('CREATE TABLE IF NOT EXISTS item (bytes BLOB)');
        return () => db.exec('INSERT INTO item VALUES (zeroblob(9))');
      },
      check: () => (checks += 1),
      salvage: () => undefined,
      writable: () => undefined,
      onFault: () => expect.unreachable(),
      onRecovered: () => expect.unreachable(),
      nowMs: () => nowMs,
    });
    expect(database.write((insert) => insert())).toBe(true);
    database.close();
    return checks;
  }

  it('is not read as a whole at the next start, but once a week', () => {
    const beganMs = 1_790_000_000_000;
    expect(checksOfARun(beganMs)).toBe(0);
    expect(checksOfARun(beganMs + WEEK_MS - 1)).toBe(0);
    expect(checksOfARun(beganMs + WEEK_MS)).toBe(1);
    expect(checksOfARun(beganMs + WEEK_MS + 1)).toBe(0);
  });

  it('is read where the clock stands far before the last check', () => {
    const beganMs = 1_790_000_000_000;
    checksOfARun(beganMs);
    expect(checksOfARun(beganMs - WEEK_MS)).toBe(1);
  });

  it('is read where another program wrote it', async () => {
    const nowMs = 1_790_000_000_000;
    checksOfARun(nowMs);
    const { atime, mtime } = await stat(join(folder, 'closed.db'));
    await utimes(join(folder, 'closed.db'), atime, new Date(mtime.getTime() + 1_000));
    expect(checksOfARun(nowMs)).toBe(1);
  });
});
