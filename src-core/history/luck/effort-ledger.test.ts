/** Effort on its way into the database: when it is written, and that it is written once. */
import Database from 'libsql';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { openTables } from '../history-tables.ts';
import type { HistoryTables } from '../history-tables.ts';
import { openEffortLedger } from './effort-ledger.ts';

const HOUR_MS = 3_600_000;
const START_MS = 480_000 * HOUR_MS;

let tables: HistoryTables;
let nowMs: number;
let fails: (() => boolean) | null;
let ledger: ReturnType<typeof openEffortLedger>;

beforeEach(() => {
  const db = new Database(':memory:');
  onTestFinished(() => void db.close());
  tables = openTables(db);
  nowMs = START_MS;
  fails = null;
  ledger = openEffortLedger({
    write(change) {
      if (fails?.() === true) return false;
      change(tables);
      return true;
    },
    read: (query) => query(tables),
    nowMs: () => nowMs,
  });
});

const stored = (): number | undefined => tables.effort.get().get('practice');
const hours = (): number[] =>
  tables.effortHours.since('practice', 0, nowMs + HOUR_MS).map(({ effort }) => effort);

it('is written every five seconds, and when it is asked for', () => {
  ledger.spend('practice', 0.5);
  nowMs += 4_999;
  ledger.spend('practice', 0.25);
  expect([stored(), hours()]).toEqual([undefined, []]);
  nowMs += 1;
  ledger.spend('practice', 0.25);
  expect([stored(), hours()]).toEqual([1, [1]]);
  nowMs += 4_999;
  ledger.spend('practice', 1);
  expect([stored(), hours()]).toEqual([1, [1]]);
  ledger.write();
  expect([stored(), hours()]).toEqual([2, [2]]);
  expect(ledger.hours('practice', 0)).toMatchObject([{ effort: 2 }]);
});

it('is in the hour in which it is written, and since the last block', () => {
  ledger.spend('practice', 0.5);
  ledger.write();
  expect(ledger.blockFound('practice')).toBe(0.5);
  nowMs += HOUR_MS;
  ledger.spend('practice', 0.25);
  ledger.write();
  expect([stored(), hours(), [...ledger.all()]]).toEqual([0.25, [0.5, 0.25], [['practice', 0.25]]]);
  expect(ledger.blockFound('mainnet01')).toBe(0);
});

it('waits where it cannot be written, and is written with what follows', () => {
  fails = () => true;
  ledger.spend('practice', 0.5);
  ledger.write();
  ledger.spend('practice', 0.25);
  expect(ledger.hours('practice', 0)).toEqual([]);
  fails = null;
  ledger.write();
  ledger.write();
  expect([stored(), hours()]).toEqual([0.75, [0.75]]);
});

it('begins with what the database has', () => {
  tables.effort.put(new Map([['practice', 3]]));
  const next = openEffortLedger({
    write: (change) => (change(tables), true),
    read: (query) => query(tables),
    nowMs: () => nowMs,
  });
  next.spend('practice', 1);
  next.write();
  expect(stored()).toBe(4);
});
