/** Builds a year of mining with 20 machines, as a history that ran all the time has it. */
import {
  inTransaction,
  openDatabase,
  prepareDatabase,
} from '../../src-core/storage/database-file.ts';
import type { Database } from '../../src-core/storage/database-file.ts';
import { openTables } from '../../src-core/history/history-tables.ts';
import { columnsOf } from '../../src-core/history/points/point-kinds.ts';
import type { PointKind } from '../../src-core/history/points/point-kinds.ts';
import { packParts } from '../../src-core/history/points/part-bytes.ts';
import { partValues } from '../../src-core/history/points/part-samples.ts';
import { TIERS } from '../../src-core/history/points/point-tiers.ts';
import { fillBlocks, fillMarks } from './events.ts';
import { deviceId, machineKey, MACHINES } from './machines.ts';

const YEAR = 365 * 86_400;
const ROWS_AT_ONCE = 20_000;
/** Machines count since they started; seconds. */
const RESTARTS_EVERY = 30 * 86_400;
const BOARDS = 3;
const FANS = 4;

interface Series {
  readonly id: number;
  readonly kind: PointKind;
}

/** Values as they come: rates and temperatures that wander, counts that grow, few shares refused. */
const VALUES: Readonly<Record<PointKind, (tier: number, at: number) => readonly number[]>> = {
  total: (tier) => [wander(1e14), wander(4e17), MACHINES, 1, ...shares(tier * MACHINES)],
  machine: (tier) => [wander(5e12), 38, ...shares(tier)],
  device: (_, at) => [
    ...[BOARDS * errorsAt(at), at % RESTARTS_EVERY],
    ...[Math.floor((at % RESTARTS_EVERY) / 7), Math.floor((at % RESTARTS_EVERY) / 700)],
  ],
};

/**
 * Writes the file as its points came: by time, all series in turn, so that its pages are as full as after
 * a year.
 * @param until end of the year, seconds since the Unix epoch
 */
export function buildYear(file: string, until: number): void {
  const db = openDatabase(file);
  prepareDatabase(db);
  const tables = openTables(db);
  const series = nameSeries(db, until);
  const inserts = new Map(series.map(({ kind }) => [kind, insertInto(db, kind)]));
  for (const { seconds, keep } of TIERS) {
    const first = Math.ceil((until - Math.min(keep, YEAR)) / seconds) * seconds;
    const steps = Math.floor(ROWS_AT_ONCE / series.length) * seconds;
    for (let from = first; from < until; from += steps) {
      inTransaction(db, () => {
        for (let at = from; at < Math.min(until, from + steps); at += seconds) {
          for (const { id, kind } of series) {
            const n = kind === 'device' ? Math.ceil(seconds / 10) : seconds;
            const rest = kind === 'device' ? [1, partsOf(at, n)] : [];
            inserts.get(kind)?.run([id, seconds, at, n, ...VALUES[kind](seconds, at), ...rest]);
          }
        }
      });
    }
  }
  inTransaction(db, () => fillMarks(tables, until * 1000));
  fillBlocks(tables, until * 1000);
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
}

function nameSeries(db: Database.Database, until: number): Series[] {
  const put = db.prepare('INSERT INTO series (kind, name, seen_at) VALUES (?, ?, ?) RETURNING id');
  const add = (kind: PointKind | 'pool', name: string): number =>
    (put.get([kind, name, until]) as { id: number }).id;
  add('pool', 'stratum+tcp://192.168.1.2:1917');
  const machines = Array.from({ length: MACHINES }, (_, i) => i);
  return [
    { kind: 'total', id: add('total', '') },
    ...machines.map((i) => ({ kind: 'machine' as const, id: add('machine', machineKey(i)) })),
    ...machines.map((i) => ({ kind: 'device' as const, id: add('device', deviceId(i)) })),
  ];
}

function insertInto(db: Database.Database, kind: PointKind): Database.Statement {
  const columns = ['series', 'tier', 'at', 'n', ...columnsOf(kind).map(([name]) => name)];
  const places = columns.map(() => '?').join(', ');
  return db.prepare(`INSERT INTO ${kind}_point (${columns.join(', ')}) VALUES (${places})`);
}

/** Of a machine with three boards that report both of their temperatures, and four fans. */
function partsOf(at: number, n: number): Uint8Array {
  const boards = Array.from({ length: BOARDS }, () => ({
    ...{ celsius: wander(70), boardCelsius: wander(58), hashesPerSecond: wander(5.5e13) },
    hardwareErrors: errorsAt(at),
  }));
  const fans = Array.from({ length: FANS }, () => wander(4_000));
  const values = partValues({
    ...{ hashesPerSecond: wander(1.66e14), celsius: wander(73), fanSpeed: wander(4_000) },
    ...{ hardwareErrorShare: wander(0.000_3), watts: 3_154, boards, fans },
  });
  return packParts(values, n);
}

/** Of a board: one in two minutes. */
function errorsAt(at: number): number {
  return Math.floor((at % RESTARTS_EVERY) / 120);
}

function wander(around: number): number {
  return around * (0.95 + 0.1 * Math.random());
}

/** A share every ten seconds; one in a hundred is stale. */
function shares(seconds: number): number[] {
  const accepted = Math.round((seconds / 10) * (0.5 + Math.random()));
  return [accepted, 0, Math.round(accepted / 100), 0, 0, 0];
}
