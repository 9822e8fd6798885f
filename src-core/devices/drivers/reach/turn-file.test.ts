import { readdirSync } from 'node:fs';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { collectedLog } from '../../../tests/collected-log.ts';
import { shareTurns } from './shared-turns.ts';
import type { SharedTurns } from './shared-turns.ts';

let folder = '';
let path = '';
let nowMs = 0;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heddle-turn-file-'));
  path = join(folder, 'machine-turns.db');
  nowMs = 1_800_000_000_000;
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** As another program has them. */
function open(log = collectedLog()): SharedTurns {
  const turns = shareTurns(folder, log.logger, () => nowMs);
  onTestFinished(() => turns.close());
  return turns;
}

const setAside = (): string[] => readdirSync(folder).filter((name) => name.includes('.damaged-'));

/** Makes a database of that SQL in place of the table. */
function makeTable(sql: string): void {
  const db = new Database(path);
  db.exec(sql);
  db.close();
}

const SHAPE = 'host TEXT PRIMARY KEY, holder TEXT, heldUntilMs INTEGER, restUntilMs INTEGER';
const NOT_OURS: readonly [name: string, make: () => unknown][] = [
  ['no database', () => writeFile(path, 'longer than the head of a database '.repeat(20))],
  ['fewer columns', () => makeTable('CREATE TABLE turns (host TEXT PRIMARY KEY, holder TEXT)')],
  ['no key', () => makeTable(`CREATE TABLE turns (${SHAPE.replace(' PRIMARY KEY', '')})`)],
  ['other limits', () => makeTable(`CREATE TABLE turns (${SHAPE}, CHECK (heldUntilMs < 7))`)],
  ['a view', () => makeTable("CREATE VIEW turns AS SELECT 'a', 'b', 1, 2")],
  [
    'a trigger',
    () => {
      open().take('z');
      const refuse = "BEGIN SELECT RAISE(ABORT, 'no'); END";
      makeTable(`CREATE TRIGGER t BEFORE INSERT ON turns ${refuse}`);
    },
  ],
];

it.each(NOT_OURS)('is set aside when it holds %s, and turns stay shared', async (_, make) => {
  await make();
  const log = collectedLog();
  const [app, command] = [open(log), open()];
  expect([app.take('a'), command.take('a'), command.take('b'), app.take('b')]).toEqual([
    ...[true, false, true, false],
  ]);
  expect(setAside()).toHaveLength(1);
  const [line, ...more] = await log.logged('warn');
  expect(line).toContain(`damaged and is kept as ${join(folder, setAside()[0] ?? '')}`);
  expect(more).toEqual([]);
});

it.skipIf(process.platform === 'win32').each([
  ['deleted', () => rm(path), 0],
  ['cut short', () => truncate(path, 100), 1],
  ['garbled', () => writeFile(path, Buffer.alloc(8192, 0xe2)), 1],
] as const)('is renewed when it was %s while in use', async (_, damage, kept) => {
  const logs = [collectedLog(), collectedLog()];
  const [app, command] = logs.map(open) as [SharedTurns, SharedTurns];
  app.take('a');
  command.take('b');
  await damage();
  expect([app.take('c'), command.take('c'), command.take('d'), app.take('d')]).toEqual([
    ...[true, false, true, false],
  ]);
  expect(setAside()).toHaveLength(kept);
  for (const log of logs) expect(await log.logged('warn')).toHaveLength(1);
});

it.skipIf(process.platform === 'win32')('has in a new one the turns that are held', async () => {
  vi.useFakeTimers({ toFake: ['setInterval'] });
  onTestFinished(() => void vi.useRealTimers());
  const [app, command] = [open(), open()];
  app.take('a');
  await rm(path);
  vi.advanceTimersByTime(5_000);
  expect(command.take('a')).toBe(false);
});

it.skipIf(process.platform === 'win32')(
  'is not renewed again and again within a minute',
  async () => {
    const log = collectedLog();
    const app = open(log);
    for (let turn = 0; turn < 5; turn += 1) {
      expect(app.take('a')).toBe(true);
      await writeFile(path, Buffer.alloc(8192, 0xe2));
    }
    expect(setAside()).toHaveLength(1);
    expect(await log.logged('warn')).toHaveLength(2);
    nowMs += 60_000;
    expect(app.take('a')).toBe(true);
    expect(open().take('a')).toBe(false);
  },
);
