/** Own blocks in a file that is damaged in places: found out at the start, and all others are kept. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { found } from '../../tests/disk/found-block.ts';
import { keptLines } from '../../tests/disk/kept-lines.ts';
import { openHistory } from '../history.ts';

let file: string;
beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), 'heddle-salvage-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  file = join(folder, 'history.db');
});

/** Fills the file with so many blocks, named `block 0` and so on. */
function fill(count: number): string[] {
  const ids = Array.from({ length: count }, (_, at) => `block ${at}`);
  const history = openHistory(file);
  ids.forEach((id, at) => history.record(found(id, 1_000 + at)));
  history.close();
  return ids;
}

/** Changes the file from outside, as damage does. */
function damage(sql: string): void {
  const db = new Database(file);
  db.exec(`${sql}; PRAGMA wal_checkpoint(TRUNCATE)`);
  db.close();
}

/** What was logged when it was opened, before anything was asked of it; and the blocks, oldest first. */
function opened(): { readonly lines: string[]; readonly ids: string[] } {
  const { log, lines } = keptLines();
  const history = openHistory(file, { log });
  const atStart = [...lines];
  const ids = history.blocks(Infinity, 10_000).map(({ id }) => id);
  history.close();
  return { lines: atStart, ids: ids.reverse() };
}

const setAside = [expect.stringContaining('was damaged')];

it('keeps the blocks before, between and after those that no version has written', () => {
  const ids = fill(9);
  damage("UPDATE block SET state = 'lost' WHERE id IN ('block 2', 'block 5')");
  const kept = ids.filter((id) => id !== 'block 2' && id !== 'block 5');
  expect(opened()).toEqual({ lines: setAside, ids: kept });
  expect(opened()).toEqual({ lines: [], ids: kept });
});

it('keeps blocks that are missing in an index, and so in lists of blocks', () => {
  const ids = fill(5);
  const db = new Database(file);
  const index = db.prepare("SELECT * FROM sqlite_master WHERE name = 'block_found'").raw().get();
  db.close();
  damage("PRAGMA writable_schema = ON; DELETE FROM sqlite_master WHERE name = 'block_found'");
  damage("UPDATE block SET found_at_ms = found_at_ms + 500 WHERE id = 'block 4'");
  damage(`PRAGMA writable_schema = ON; INSERT INTO sqlite_master
    VALUES (${(index as unknown[]).map((each) => `'${String(each)}'`).join(', ')})`);
  expect(opened()).toEqual({ lines: setAside, ids });
});

it('reads around a bad place, from the front of the file and from its end', () => {
  const ids = fill(400);
  const bytes = readFileSync(file);
  const PAGE = 4_096;
  const pages = Array.from({ length: bytes.length / PAGE }, (_, at) => at * PAGE);
  // Pages of the table alone hold workers.
  const bad = pages.filter((at) => {
    const page = bytes.subarray(at, at + PAGE);
    return page.includes('CPU 0') && page.includes('block 200');
  });
  expect(bad).toHaveLength(1);
  const [at = 0] = bad;
  writeFileSync(file, bytes.fill(0, at, at + PAGE));
  const { lines, ids: kept } = opened();
  expect(lines).toEqual(setAside);
  const lost = ids.filter((id) => !kept.includes(id));
  expect(lost).toContain('block 200');
  expect([kept[0], kept.at(-1)]).toEqual([ids[0], ids.at(-1)]);
  // They are the blocks of that page, one after the other.
  expect(lost.length).toBeLessThan(PAGE / 50);
  expect(lost).toEqual(ids.slice(ids.indexOf(lost[0] ?? ''), ids.indexOf(lost.at(-1) ?? '') + 1));
});
