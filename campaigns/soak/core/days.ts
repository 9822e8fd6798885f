/**
 * Days in minutes: a miner whose clocks and timers are hurried, with a practice network in it and a few machines. What
 * happens once a second or once a day in it does so that much more often: samples, points of charts, streams that are
 * closed after four minutes, rows that are dropped.
 */
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { BenchProcess } from '../../../bench/stratum/bench-process.ts';
import { POINTS_KEPT } from '../../../src-core/history/retention.ts';
import { openForOneLook } from '../../../src-core/storage/database-file.ts';
import { layEasyPractice } from '../../../src-core/tests/easy-practice.ts';
import { freePort } from '../../../src-core/tests/loopback-server.ts';
import { judgeLeast, judgeMost, stated } from '../judgement.ts';
import type { Judged } from '../judgement.ts';
import { whole } from '../../table.ts';
import type { Control } from '../control.ts';
import type { RigsOrder, RigsReport } from '../rigs-process.ts';
import { judgeEnd, sizeOf } from './farm.ts';
import { HISTORY_FILE } from './miner-process.ts';
import type { Usage } from './usage.ts';
import { judgeUsage, startWatchedMiner } from './watched-miner.ts';

/** Five minutes are two days and two hours: as long as points of 10 s are kept, and more. */
const HURRY = 600;
/** Guests stay ten hurried minutes: what is remembered by name is full of names before the warm-up ends. */
const RIGS = {
  count: 8,
  dutyCycle: 0.006,
  reconnectMs: null,
  guests: { count: 10, stayMs: 1_000 },
} as const;
/** Hashes of the first blocks; then the chains adjust to one in about 200 s, a third of a second here. */
const FIRST_DIFFICULTY = 100_000;
const LOOKS = 60;
/**
 * What is left open is there at each look. In hurried time a request is under way at most of them; machines bring timers
 * and sockets that are closing, and at some looks none is connected.
 */
const LOW_WATER_LOOKS = 10;
const DAY_MS = 86_400_000;
/** Old points are dropped a bite of an hour at a time, series after series. */
const LATE_SECONDS = 3 * 3_600;
/** Bytes of a point of machines with its index, rounded up. */
const POINT_BYTES = 130;
/** Empty tables, blocks and marks of some days. */
const OTHER_BYTES = 4e6;

/** Rows of points by their lengths, and the oldest ones of 10 s. */
interface Points {
  readonly rows: number;
  readonly series: number;
  readonly oldestSeconds: number;
  readonly newestSeconds: number;
}

/** Watches it for that long. */
export async function soakDays(
  folder: string,
  durationMs: number,
  control: Control,
): Promise<readonly Judged[]> {
  const stratumPort = await freePort();
  await layEasyPractice(folder, 'triangle', FIRST_DIFFICULTY);
  const miner = await startWatchedMiner({
    folder,
    hurry: HURRY,
    wishes: {
      practice: true,
      practiceGraph: 'triangle',
      practiceBlockDelay: 600,
      // In hurried time: on a busy computer an answer takes some ms of the real one.
      defaultHTTPTimeout: 3_600_000_000,
      nodeConnectTimeout: 3_600,
      workers: ['stratum', 'cpu'],
      cpuThreads: 1,
      cpuDutyCycle: 0.1,
      stratumInterface: '127.0.0.1',
      stratumPort,
      stratumDifficulty: 10,
      stratumMinDifficulty: 10,
    },
  });
  const rigs = new BenchProcess(new URL('../rigs-process.ts', import.meta.url), null);
  const order: RigsOrder = { ...RIGS, port: stratumPort };
  await rigs.ask('start', order);
  const looks: Usage[] = [];
  const startMs = performance.now();
  for (let look = 1; look <= LOOKS; look++) {
    await pause(Math.max(0, startMs + (look * durationMs) / LOOKS - performance.now()));
    looks.push(await miner.look());
  }
  const loop = await miner.loop();
  const { events, minedMs, blocksAccepted } = await miner.report();
  const rigged = await rigs.ask<RigsReport>('report');
  await rigs.ask('stop');
  await rigs.end();
  const left = await miner.stop();

  const { done } = await control.report();
  const of = 'days';
  const points = pointsIn(join(folder, HISTORY_FILE));
  const days = minedMs / DAY_MS;
  const short = Math.min(points.newestSeconds - points.oldestSeconds, POINTS_KEPT.tenSeconds);
  // Of the machines that are there at a time, and of all; each point may have begun in two series.
  const atOnce = RIGS.count + RIGS.guests.count + 1;
  const perSeries = (short + LATE_SECONDS) / 10 + (days * DAY_MS) / 60_000 + days * 24;
  const rows = 1.1 * (atOnce * perSeries + 3 * 2 * points.series);
  return [
    stated(`${of}: time that passed for the miner`, `${days.toFixed(2)} days`),
    stated(`${of}: names of machines`, whole(rigged.names)),
    judgeLeast(
      `${of}: seconds that were sampled`,
      events['sampled'] ?? 0,
      (done * durationMs) / 200,
    ),
    judgeLeast(`${of}: shares accepted`, rigged.accepted, (done * durationMs) / 1_000),
    judgeLeast(`${of}: blocks accepted`, blocksAccepted, (done * durationMs) / 10_000),
    ...judgeUsage(of, looks, LOW_WATER_LOOKS),
    stated(`${of}: event loop, p99`, `${loop.p99.toFixed(1)} ms`),
    judgeMost(
      `${of}: age of the oldest point of 10 s`,
      (points.newestSeconds - points.oldestSeconds) / 3_600,
      (POINTS_KEPT.tenSeconds + LATE_SECONDS) / 3_600,
      'h',
    ),
    judgeMost(`${of}: points of charts of ${whole(points.series)} series`, points.rows, rows),
    judgeMost(
      `${of}: history database with its log`,
      sizeOf(folder, HISTORY_FILE),
      rows * POINT_BYTES + OTHER_BYTES,
      'bytes',
    ),
    ...judgeEnd(of, left),
  ];
}

function pointsIn(file: string): Points {
  const db = openForOneLook(file);
  const TABLES = ['total_point', 'machine_point'];
  try {
    const of = (query: (table: string) => string): number[] =>
      TABLES.flatMap((table) => {
        const { value } = db.prepare(query(table)).get() as { value: number | null };
        return value === null ? [] : [value];
      });
    const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
    const edge = (which: 'MIN' | 'MAX') => (table: string) =>
      `SELECT ${which}(at) AS value FROM ${table} WHERE tier = 10`;
    return {
      rows: sum(of((table) => `SELECT COUNT(*) AS value FROM ${table}`)),
      series: sum(of((table) => `SELECT COUNT(DISTINCT series) AS value FROM ${table}`)),
      oldestSeconds: Math.min(...of(edge('MIN'))),
      newestSeconds: Math.max(...of(edge('MAX'))),
    };
  } finally {
    db.close();
  }
}
