/** Files as earlier versions have left them. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { expect, it, onTestFinished } from 'vitest';
import { openHistory } from '../history.ts';

/** Makes a file one of version 5, in which devices' samples had no counts and no pool. */
function makeVersion5(file: string): void {
  const db = new Database(file);
  db.exec(`
    DROP TABLE device_sample;
    DROP TABLE device_pool;
    DROP TABLE event_mark;
    DROP TABLE network_effort;
    DROP TABLE best_share;
    DROP INDEX block_network;
    ALTER TABLE block DROP COLUMN reward;
    ALTER TABLE block DROP COLUMN expected_seconds;
    CREATE TABLE device_sample (
      device TEXT NOT NULL,
      at_ms INTEGER NOT NULL,
      rate REAL,
      celsius REAL,
      fan_speed REAL,
      PRIMARY KEY (device, at_ms)
    ) WITHOUT ROWID;
    CREATE INDEX device_sample_at ON device_sample (at_ms);
    PRAGMA user_version = 5;`);
  const put = db.prepare('INSERT INTO device_sample VALUES (?, ?, ?, ?, ?)');
  put.run(['a', 10_000, 5e12, 81.5, 2_500]);
  put.run(['a', 40_000, null, null, null]);
  db.close();
}

it('keeps the samples of devices that have no counts, and adds some that have', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'heddle-history-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'history.db');
  openHistory(file).close();
  makeVersion5(file);

  const lines: string[] = [];
  const log = {
    error: (line: string) => lines.push(line),
    info: (line: string) => lines.push(line),
  };
  const open = () => openHistory(file, { log, nowMs: () => 100_000 });
  const before = { hardwareErrors: null, uptimeSeconds: null, accepted: null, rejected: null };
  const old = [
    { atMs: 10_000, hashesPerSecond: 5e12, celsius: 81.5, fanSpeed: 2_500 },
    { atMs: 40_000, hashesPerSecond: null, celsius: null, fanSpeed: null },
  ].map((sample) => ({ ...sample, ...before, activePool: null }));
  const added = {
    ...{ atMs: 70_000, hashesPerSecond: 4e12, celsius: 80, fanSpeed: 2_400 },
    ...{ hardwareErrors: 3, uptimeSeconds: 600, accepted: 12, rejected: 1 },
    activePool: 'stratum+tcp://192.168.1.20:1917',
  };
  const history = open();
  expect(history.deviceSamples.of('a', 0, 100_000, 101)).toEqual(old);
  history.deviceSamples.add('a', added);
  history.close();

  const again = open();
  expect(again.deviceSamples.of('a', 0, 100_000, 101)).toEqual([...old, added]);
  again.close();
  expect(lines).toEqual([]);
});
