/**
 * `npm run bench -- history`: a year of 20 machines that mine at the Stratum server and have interfaces of
 * their own: how large its file is, and how long the program is held up by reading and writing it, as
 * processor time.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { openHistory } from '../src-core/history/history.ts';
import type { History } from '../src-core/history/history.ts';
import { openTables } from '../src-core/history/history-tables.ts';
import { openDatabase, prepareDatabase } from '../src-core/storage/database-file.ts';
import { deviceId, machineKey, MACHINES } from './history/machines.ts';
import { buildYear } from './history/year.ts';
import { printCriterion } from './pow/criteria.ts';
import { median, ms, percentile, row } from './stratum/figures.ts';

const DAY_MS = 86_400_000;
const RANGES = {
  hour: DAY_MS / 24,
  day: DAY_MS,
  week: 7 * DAY_MS,
  month: 30 * DAY_MS,
  year: 365 * DAY_MS,
};
const CHART_POINTS = 150;
/** Of a kind, as the app asks. */
const MARKS_LIMIT = 500;
/** What the issue that asked for it allows. */
const LARGEST_BYTES = 200e6;
const OPENED_MS = 100;
/** What mining does not notice. */
const HELD_UP_MS = 10;

/** Prints the size of a year of history, how long charts take to read, and whether anything holds mining up. */
export async function runHistoryBench(): Promise<void> {
  console.log(`Node ${process.version}, V8 ${process.versions.v8}`);
  console.log(`${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores`);
  const folder = mkdtempSync(join(tmpdir(), 'heddle-bench-history-'));
  const file = join(folder, 'history.db');
  const until = Math.floor(Date.now() / 3_600_000) * 3_600;
  try {
    const built = timed(() => buildYear(file, until));
    const bytes = statSync(file).size;
    row(
      'A year of 20 machines',
      `${(bytes / 1e6).toFixed(0)} MB`,
      `${(built / 1000).toFixed(0)} s to build`,
    );
    const opened = timed(() => openHistory(file).close());
    row('Opening it, with its check', ms(opened));
    const slowest = measureCharts(file, until * 1000);
    const marks = measureMarks(file, until * 1000);
    const second = measureSeconds(file, until * 1000);
    const drop = measureDrops(file, until + 3_600);
    console.log('');
    printCriterion('200 MB against the file', LARGEST_BYTES / bytes, 1);
    printCriterion('the slowest chart, with nothing in memory', slowest, OPENED_MS, 'ms');
    printCriterion('the marks of a chart, with nothing in memory', marks, OPENED_MS, 'ms');
    printCriterion('writing a second of points, 99th percentile', second, HELD_UP_MS, 'ms');
    printCriterion('deleting old points of an hour of one series', drop, HELD_UP_MS, 'ms');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return Promise.resolve();
}

/** @returns the slowest, ms */
function measureCharts(file: string, nowMs: number): number {
  const subjects = {
    total: (history: History, from: number) => history.samples(from, nowMs, CHART_POINTS),
    machine: (history: History, from: number) =>
      history.machineSamples.of(machineKey(7), from, nowMs, CHART_POINTS),
    device: (history: History, from: number) =>
      history.deviceSamples.of(deviceId(7), from, nowMs, CHART_POINTS),
  };
  console.log('\nA chart of 150 points, ms of processor time');
  row('', 'first', 'again', 'points');
  let slowest = 0;
  for (const [subject, samplesOf] of Object.entries(subjects)) {
    for (const [range, spanMs] of Object.entries(RANGES)) {
      const history = openHistory(file, { nowMs: () => nowMs });
      let points = 0;
      const look = (): number => timed(() => (points = samplesOf(history, nowMs - spanMs).length));
      const first = look();
      row(
        `${subject}, a ${range}`,
        ms(first),
        ms(median(Array.from({ length: 9 }, look))),
        `${points}`,
      );
      slowest = Math.max(slowest, first);
      history.close();
    }
  }
  return slowest;
}

/** What happened in the time of a chart, of all machines and of one. @returns the slowest, ms */
function measureMarks(file: string, nowMs: number): number {
  console.log('\nThe marks of a chart, ms of processor time');
  row('', 'first', 'again', 'marks');
  let slowest = 0;
  for (const [subject, machines] of Object.entries({ all: undefined, one: [machineKey(7)] })) {
    for (const [range, spanMs] of Object.entries(RANGES)) {
      const history = openHistory(file, { nowMs: () => nowMs });
      const query = { fromMs: nowMs - spanMs, toMs: nowMs, limit: MARKS_LIMIT, machines };
      let marks = 0;
      const look = (): number => timed(() => (marks = history.marks(query).length));
      const first = look();
      const again = median(Array.from({ length: 9 }, look));
      row(`${subject}, a ${range}`, ms(first), ms(again), `${marks}`);
      slowest = Math.max(slowest, first);
      history.close();
    }
  }
  return slowest;
}

/** Ten minutes of mining, second by second. @returns the 99th percentile of a second's writes, ms */
function measureSeconds(file: string, startMs: number): number {
  let nowMs = startMs;
  const history = openHistory(file, { nowMs: () => nowMs });
  const shares = { accepted: 1, blocks: 0, stale: 0, duplicate: 0, low: 0, invalid: 0 };
  const rate = { hashesPerSecond: 5e12, shares };
  const reading = {
    ...{ hashesPerSecond: 5e12, celsius: 70.5, fanSpeed: 4_000, hardwareErrors: 5, accepted: 900 },
    boards: Array.from({ length: 3 }, () => ({
      ...{ celsius: 70.5, boardCelsius: 58.5, hashesPerSecond: 1.7e12, hardwareErrors: 2 },
    })),
    ...{ fans: [4_000, 4_020, 3_990, 4_050], hardwareErrorShare: 0.000_3, watts: 3_154 },
    ...{ uptimeSeconds: 9_000, rejected: 3, activePool: 'stratum+tcp://192.168.1.2:1917' },
  };
  const times = Array.from({ length: 600 }, (_, second) => {
    nowMs += 1_000;
    return timed(() => {
      for (let i = second % 10; i < MACHINES; i += 10) {
        history.deviceSamples.add(deviceId(i), { atMs: nowMs, ...reading });
      }
      const machines = Array.from({ length: MACHINES }, (_each, i) => machineKey(i));
      history.machineSamples.add(machines.map((key) => [key, { atMs: nowMs, level: 38, ...rate }]));
      const total = { atMs: nowMs, difficulty: 4e17, machines: MACHINES, nodeShare: 1, ...rate };
      history.addSample(total);
    });
  });
  history.close();
  console.log('\nWriting what comes in a second');
  row('', 'median', '99 %', 'most');
  row('20 machines', ms(median(times)), ms(percentile(times, 0.99)), ms(Math.max(...times)));
  return percentile(times, 0.99);
}

/** The points of an hour of every series become too old. @returns the longest for one series, ms */
function measureDrops(file: string, now: number): number {
  const db = openDatabase(file);
  prepareDatabase(db);
  // As in the program, where no deletion waits for it: see idle-checkpoints.ts.
  db.pragma('wal_autocheckpoint = 0');
  const { points } = openTables(db);
  const round = (at: number): number[] =>
    Array.from({ length: 1 + 2 * MACHINES }, () => timed(() => points.dropOld(at)));
  // As in a program that runs: nothing is too old yet.
  round(now - 3_600);
  const times = round(now);
  const checkpoint = timed(() => void db.pragma('wal_checkpoint(PASSIVE)'));
  db.close();
  console.log('\nDeleting the points of an hour that are too old');
  row('', 'median', 'most', 'all series');
  const all = times.reduce((sum, each) => sum + each, 0);
  row('a series', ms(median(times)), ms(Math.max(...times)), ms(all));
  row('The checkpoint after all of them, while idle', ms(checkpoint));
  return Math.max(...times);
}

/** Processor time, ms: a computer that is busy with other things does not count. */
function timed(act: () => void): number {
  const start = process.cpuUsage();
  act();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}
