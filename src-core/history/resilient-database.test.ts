import { mkdtemp, rm } from 'node:fs/promises';
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
