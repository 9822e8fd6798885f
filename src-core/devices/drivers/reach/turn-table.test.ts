import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { afterEach, beforeEach, expect, it, onTestFinished } from 'vitest';
import { openTurnTable } from './turn-table.ts';

const NOW = 1_800_000_000_000;
const LEASE_MS = 20_000;
let path = '';
beforeEach(async () => {
  path = join(await mkdtemp(join(tmpdir(), 'heddle-turn-table-')), 'turns.db');
});
afterEach(() => rm(join(path, '..'), { recursive: true, force: true }));

/** The table of one program. */
function open() {
  const table = openTurnTable(path);
  onTestFinished(() => table.close());
  return table;
}

/** The hosts that stand in the file. */
function hosts(): readonly unknown[] {
  const db = new Database(path);
  const rows = db.prepare('SELECT host FROM turns ORDER BY host').all() as { host: string }[];
  db.close();
  return rows.map(({ host }) => host);
}

it('gives a turn for a time, which is renewed', () => {
  const [here, there] = [open(), open()];
  expect([here.take('a', NOW), here.take('a', NOW), there.take('a', NOW)]).toEqual([
    ...[true, true, false],
  ]);
  expect(there.take('a', NOW + LEASE_MS)).toBe(false);
  here.renew(new Set(['a']), NOW + LEASE_MS);
  expect(there.take('a', NOW + 2 * LEASE_MS)).toBe(false);
  expect(there.take('a', NOW + 2 * LEASE_MS + 1)).toBe(true);
});

it('renews no turn that was left, and takes those that a new file lacks', () => {
  const [here, there] = [open(), open()];
  here.take('a', NOW);
  here.leave('a');
  here.renew(new Set(), NOW);
  expect(there.take('a', NOW)).toBe(true);
  here.renew(new Set(['a', 'b']), NOW);
  expect([there.take('a', NOW), there.take('b', NOW)]).toEqual([true, false]);
});

it('is left by who has the turn alone', () => {
  const [here, there] = [open(), open()];
  here.take('a', NOW);
  there.leave('a');
  expect(there.take('a', NOW)).toBe(false);
});

it('lets no one take a machine that rests', () => {
  const [here, there] = [open(), open()];
  here.take('a', NOW);
  here.rest('a', NOW + 1_000);
  here.leave('a');
  expect([here.take('a', NOW + 1_000), there.take('a', NOW + 1_000)]).toEqual([false, false]);
  expect(there.take('a', NOW + 1_001)).toBe(true);
});

it('forgets what means nothing any more', () => {
  const here = open();
  for (const host of ['held', 'left', 'resting']) here.take(host, NOW);
  here.rest('resting', NOW + 1_000);
  for (const host of ['left', 'resting']) here.leave(host);
  here.sweep(NOW);
  expect(hosts()).toEqual(['held', 'resting']);
  here.sweep(NOW + LEASE_MS + 1);
  expect(hosts()).toEqual([]);
});

it('is not opened beside other tables', () => {
  open();
  const db = new Database(path);
  db.exec('CREATE TABLE other (a TEXT)');
  db.close();
  expect(() => openTurnTable(path)).toThrow('it holds other tables');
});
