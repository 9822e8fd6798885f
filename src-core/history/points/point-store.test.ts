/** Points in a file, over restarts, kills, clock steps and years. */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { machineSample, totalSample } from '../../tests/disk/history-samples.ts';
import { openTables } from '../history-tables.ts';
import { openHistory } from '../history.ts';
import type { History } from '../history.ts';
import { machineValues } from './history-samples.ts';

const DAY_MS = 86_400_000;
const START_MS = 1_700_006_400_000;
let nowMs = START_MS;
beforeEach(() => {
  nowMs = START_MS;
});

function newFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'heddle-points-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'history.db');
}
const open = (file: string): History => openHistory(file, { nowMs: () => nowMs });

/** One second of mining with a machine that has sent a share. */
function second(history: History, hashesPerSecond: number): void {
  const shares = { accepted: 1, blocks: 0, stale: 0, duplicate: 0, low: 0, invalid: 0 };
  const at = { atMs: nowMs, hashesPerSecond, shares };
  history.machineSamples.add([['rig', machineSample(at)]]);
  history.addSample(totalSample(at));
  nowMs += 1_000;
}

const acceptedIn = (samples: readonly { shares: { accepted: number } }[]): number =>
  samples.reduce((sum, { shares }) => sum + shares.accepted, 0);

describe('what was measured', () => {
  it('is there at once, as means and sums of ten seconds', () => {
    const history = open(newFile());
    for (let i = 0; i < 25; i += 1) second(history, i);
    const look = () => history.machineSamples.of('rig', START_MS, nowMs, 100);
    const seen = look().map(({ atMs, hashesPerSecond, shares, spanMs }) => {
      return [atMs - START_MS, hashesPerSecond, shares.accepted, spanMs];
    });
    expect(seen).toEqual([
      [5_000, 4.5, 10, 10_000],
      [15_000, 14.5, 10, 10_000],
      [25_000, 22, 5, 10_000],
    ]);
    expect(look()).toEqual(look());
    history.close();
  });

  it('is a gap while the rate was not known, and the mean of what was, over a restart', () => {
    const file = newFile();
    const first = open(file);
    const rates = [null, 6, null, 3];
    for (const [at, hashesPerSecond] of rates.entries()) {
      nowMs = START_MS + at * 10_000;
      first.addSample(totalSample({ atMs: nowMs, hashesPerSecond, difficulty: 7 }));
      first.addSample(totalSample({ atMs: nowMs + 1_000, hashesPerSecond: null, difficulty: 7 }));
    }
    const look = (history: History, points: number) =>
      history
        .samples(START_MS, START_MS + 60_000, points)
        .map(({ hashesPerSecond: rate, difficulty }) => [rate, difficulty]);
    const known = rates.map((rate) => [rate, 7]);
    expect(look(first, 100)).toEqual(known);
    first.close();
    const again = open(file);
    expect(look(again, 100)).toEqual(known);
    expect(look(again, 2)).toEqual([[4.5, 7]]);
    again.close();
  });

  it('is counted once, whether it was read, the program ended, or it was killed', () => {
    const file = newFile();
    const first = open(file);
    for (let i = 0; i < 64; i += 1) {
      second(first, 5);
      if (i % 7 === 0) first.machineSamples.of('rig', START_MS, nowMs, 100);
    }
    // A kill leaves the file and its log as they are; points that still run are in the journal.
    const killed = newFile();
    for (const suffix of ['', '-wal']) copyFileSync(file + suffix, killed + suffix);
    first.close();
    for (const each of [file, killed]) {
      for (let turn = 0; turn < 2; turn += 1) {
        const again = open(each);
        expect(acceptedIn(again.samples(START_MS, nowMs, 100))).toBe(64);
        expect(acceptedIn(again.machineSamples.of('rig', START_MS, nowMs, 100))).toBe(64);
        const lastShareAtMs = START_MS + 70_000;
        expect(again.machineSamples.seen()).toEqual([{ key: 'rig', lastShareAtMs }]);
        again.close();
      }
    }
  });

  it('neither doubles nor vanishes while the clock is set back and forth', () => {
    const history = open(newFile());
    for (const stepMs of [-3_600_000, 7_200_000, -3_600_000, -5_000, 4_000, 0]) {
      for (let i = 0; i < 17; i += 1) second(history, 5);
      nowMs += stepMs;
    }
    for (const points of [4, 100, 1_000]) {
      const seen = history.samples(START_MS - DAY_MS, nowMs + DAY_MS, points);
      expect(acceptedIn(seen)).toBe(6 * 17);
      for (const { hashesPerSecond } of seen) expect(hashesPerSecond).toBe(5);
    }
    history.close();
  });

  it('of many machines is kept in longer points, without losing a share', () => {
    const history = open(newFile());
    const shares = { accepted: 1, blocks: 0, stale: 0, duplicate: 0, low: 0, invalid: 0 };
    for (let i = 0; i < 60; i += 1, nowMs += 1_000) {
      const sample = machineSample({ atMs: nowMs, shares });
      history.machineSamples.add(Array.from({ length: 1_000 }, (_, k) => [`rig ${k}`, sample]));
      history.addSample(totalSample({ atMs: nowMs }));
    }
    const seen = history.machineSamples.of('rig 999', START_MS, nowMs, 1_000);
    expect(acceptedIn(seen)).toBe(60);
    expect(seen.length).toBeLessThanOrEqual(3);
    history.close();
  });
});

describe('what is old', () => {
  it('thins to minutes and hours, and goes after years, by itself', () => {
    const file = newFile();
    const history = open(file);
    for (let i = 0; i < 3_600; i += 10, nowMs += 10_000) {
      history.addSample(totalSample({ atMs: nowMs }));
    }
    const pointsIn = () => history.samples(START_MS, START_MS + 3_599_999, 1_000).length;
    const live = (days: number): void => {
      nowMs = START_MS + days * DAY_MS;
      for (let i = 0; i < 20; i += 1, nowMs += 1_000)
        history.addSample(totalSample({ atMs: nowMs }));
    };
    expect(pointsIn()).toBe(360);
    live(1.9);
    expect(pointsIn()).toBe(360);
    live(2.1);
    expect(pointsIn()).toBe(60);
    live(29);
    expect(pointsIn()).toBe(60);
    live(31);
    expect(pointsIn()).toBe(1);
    live(4 * 366);
    expect(pointsIn()).toBe(1);
    live(5.1 * 366);
    expect(pointsIn()).toBe(0);
    history.close();
  });

  it('is not lost to a clock that is wrong for a moment', () => {
    const history = open(newFile());
    for (let i = 0; i < 6 * 3_600; i += 10, nowMs += 10_000) {
      history.addSample(totalSample({ atMs: nowMs }));
    }
    const realMs = nowMs;
    nowMs += 20 * 366 * DAY_MS;
    second(history, 1);
    nowMs = realMs;
    const seen = history.samples(realMs - 4 * 3_600_000, realMs, 1_000);
    // A chart of four hours has steps of 20 s.
    expect(seen).toHaveLength(720);
    history.close();
  });
});

describe('names that machines choose', () => {
  it('are limited in number: new ones take the place of those not seen for a day', () => {
    const db = new Database(':memory:');
    const { points } = openTables(db);
    const at = START_MS / 1_000;
    const values = machineValues(machineSample({ atMs: START_MS }));
    // The last hundred come a day after the others.
    const timeOf = (i: number): number => at + i + (i < 2_000 ? 0 : DAY_MS / 1_000);
    const point = (i: number) => ({ kind: 'machine' as const, name: `rig ${i}`, at: timeOf(i) });
    const many = Array.from({ length: 2_100 }, (_, i) => ({ ...point(i), span: 10, n: 1, values }));
    points.write(many, []);
    for (let i = 0; i < 2_210; i += 1) points.dropOld(at + 2_200);
    const span = { fromMs: START_MS, toMs: START_MS + 2 * DAY_MS, points: 2 };
    const rowsOf = (name: string) => points.steps('machine', name, span).rows.length;
    expect(['rig 0', 'rig 99', 'rig 100', 'rig 2099'].map(rowsOf)).toEqual([0, 0, 1, 1]);
    const rows = db.prepare('SELECT COUNT(*) AS n FROM machine_point WHERE tier = 10').get();
    expect(rows).toMatchObject({ n: 2_000 });
    db.close();
  });
});
