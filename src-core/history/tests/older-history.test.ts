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
  const noParts = { boards: [], fans: [], hardwareErrorShare: null, watts: null };
  const old = [
    { atMs: 15_000, hashesPerSecond: 5e12, celsius: 81.5, fanSpeed: 2_500 },
    { atMs: 45_000, hashesPerSecond: null, celsius: null, fanSpeed: null },
  ].map((sample) => ({ ...sample, ...before, ...noParts, spanMs: 10_000, activePool: null }));
  const added = {
    ...{ atMs: 70_000, hashesPerSecond: 2 ** 42, celsius: 80, fanSpeed: 2_400 },
    boards: [{ celsius: 80, boardCelsius: 64, hashesPerSecond: 2 ** 42, hardwareErrors: 3 }],
    fans: [2_400],
    ...{ hardwareErrorShare: 0.01, watts: 400 },
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

/** An Antminer KA3's boards and fans in six readings, as version 11 has packed them. */
const PARTS = Buffer.from('0624891df942b94b9d5eb944974bf75eb941a34cc35d0000d15f', 'hex');

/** Makes a file of version 11, in which a board had one temperature and no errors. Killed: with its last points. */
function makeVersion11(file: string): void {
  const db = new Database(file);
  db.exec(`${STEPS.slice(0, 11).join('')} PRAGMA user_version = 11;`);
  db.exec("INSERT INTO series (id, kind, name, seen_at) VALUES (7, 'device', 'a', 7200)");
  const put = db.prepare(
    'INSERT INTO device_point VALUES (7, ?, ?, ?, ?, ?, ?, 3, 600, 12, 1, NULL, ?)',
  );
  for (const [tier, at, n] of [
    [10, 7_200, 1],
    [60, 7_200, 1],
    [3_600, 7_200, 1],
    [3_600, 3_600, 6],
  ] as const) {
    put.run([tier, at, n, 166.3e12, 73, 4_035, PARTS]);
  }
  const counts = { hardware_errors: 3, uptime: 610, accepted: 12, rejected: 1, pool: null };
  const parts = [null, 81.4, 56e12, 4_000];
  const values = { rate: 168e12, celsius: 81.4, fan_speed: 4_000, ...counts, parts };
  const point = { kind: 'device', name: 'a', at: 7_210, span: 10, n: 1, values };
  db.prepare('INSERT INTO point_journal VALUES (1, ?)').run([JSON.stringify([point])]);
  db.close();
}

it('merges points of boards of an earlier version with its own, and those of its journal too', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'heddle-history-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'history.db');
  makeVersion11(file);

  const history = openHistory(file, { nowMs: () => 7_300_000 });
  const [first, second] = history.deviceSamples.of('a', 7_200_000, 7_219_000, 21);
  expect(first).toMatchObject({ hashesPerSecond: 166.3e12, celsius: 73, fanSpeed: 4_035 });
  expect(first?.boards.map(({ celsius }) => celsius)).toEqual([71.4, 73, 69.8]);
  expect(first?.fans).toEqual([4_020, 4_050, 3_990, 4_080]);
  expect(second?.boards).toEqual([expect.objectContaining({ celsius: 81.4, boardCelsius: null })]);
  // Four hours in one step: the hour before, and the one to which the journal was added.
  const [all] = history.deviceSamples.of('a', 0, 14_400_000, 2);
  expect(all?.boards[0]?.celsius).toBeCloseTo((7 * 71.4 + 81.4) / 8, 1);
  expect(all?.boards[1]?.celsius).toBeCloseTo(73, 1);
  expect(all?.celsius).toBeCloseTo((7 * 73 + 81.4) / 8, 1);
  expect((all?.hashesPerSecond ?? 0) / ((7 * 166.3e12 + 168e12) / 8)).toBeCloseTo(1, 3);
  history.close();
});
