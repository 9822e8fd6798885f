/** Files as earlier versions have left them. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { expect, it, onTestFinished } from 'vitest';
import { STEPS } from '../history-steps.ts';
import { openHistory } from '../history.ts';

/** Makes a file of version 5, in which devices' samples had no counts and no pool. */
function makeVersion5(file: string): void {
  const db = new Database(file);
  db.exec(`${STEPS.slice(0, 5).join('')} PRAGMA user_version = 5;`);
  const put = db.prepare('INSERT INTO device_sample VALUES (?, ?, ?, ?, ?)');
  put.run(['a', 10_000, 5e12, 81.5, 2_500]);
  put.run(['a', 40_000, null, null, null]);
  db.close();
}

it('keeps the samples of devices that have no counts, and adds some that have', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'heddle-history-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'history.db');
  makeVersion5(file);

  const lines: string[] = [];
  const log = {
    error: (line: string) => lines.push(line),
    info: (line: string) => lines.push(line),
  };
  const open = () => openHistory(file, { log, nowMs: () => 100_000 });
  const before = { hardwareErrors: null, uptimeSeconds: null, accepted: null, rejected: null };
  const noParts = { boards: [], fans: [], hardwareErrorShare: null };
  const old = [
    { atMs: 15_000, hashesPerSecond: 5e12, celsius: 81.5, fanSpeed: 2_500 },
    { atMs: 45_000, hashesPerSecond: null, celsius: null, fanSpeed: null },
  ].map((sample) => ({ ...sample, ...before, ...noParts, spanMs: 10_000, activePool: null }));
  const added = {
    ...{ atMs: 70_000, hashesPerSecond: 4e12, celsius: 80, fanSpeed: 2_400 },
    ...{ boards: [{ celsius: 80, hashesPerSecond: 2 ** 42 }], fans: [2_400] },
    hardwareErrorShare: 0.01,
    ...{ hardwareErrors: 3, uptimeSeconds: 600, accepted: 12, rejected: 1 },
    activePool: 'stratum+tcp://192.168.1.20:1917',
  };
  const history = open();
  expect(history.deviceSamples.of('a', 0, 100_000, 101)).toEqual(old);
  history.deviceSamples.add('a', added);
  history.close();

  const again = open();
  expect(again.deviceSamples.of('a', 0, 100_000, 101)).toEqual([
    ...old,
    { ...added, atMs: 75_000, spanMs: 10_000 },
  ]);
  again.close();
  expect(lines).toEqual([]);
});
