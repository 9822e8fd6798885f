/** A program that is killed again and again while it writes its history. */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import {
  killHistoryWriter,
  WRITER_MACHINES,
  WRITER_START_MS,
} from '../../tests/disk/history-writer.ts';
import { seededRandom } from '../../tests/seeded-random.ts';
import { openHistory } from '../history.ts';

/** `HEDDLE_KILLS=100` for more. */
const KILLS = Number(process.env.HEDDLE_KILLS ?? 8);

it(
  'has every second but the last one, once, and opens sound',
  { timeout: KILLS * 15_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'heddle-killed-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const file = join(folder, 'history.db');
    const random = seededRandom(20_261_130);
    const lines: string[] = [];
    const log = { error: (line: string) => lines.push(line), info: () => undefined };
    let reportedInAll = 0;
    let next = 0;
    for (let kill = 1; kill <= KILLS; kill += 1) {
      const seconds = 1 + Math.floor(random() * 30);
      const reported = await killHistoryWriter(file, next, seconds, random() * 4);
      expect(reported).toBeGreaterThanOrEqual(seconds);
      reportedInAll += reported;
      // The second that it was killed in may be there or not.
      next += reported + 1;

      const nowMs = WRITER_START_MS + next * 1_000;
      // A copy: this process would hold the file until its statements are collected as garbage.
      const copy = join(folder, `after ${kill}.db`);
      for (const suffix of ['', '-wal']) copyFileSync(file + suffix, copy + suffix);
      const history = openHistory(copy, { log, nowMs: () => nowMs });
      for (const points of [2, 1_000]) {
        const span = [WRITER_START_MS, nowMs, points] as const;
        const all = [
          history.samples(...span),
          ...WRITER_MACHINES.map((key) => history.machineSamples.of(key, ...span)),
        ];
        for (const samples of all) {
          const shares = samples.reduce((sum, sample) => sum + sample.shares.accepted, 0);
          expect(shares).toBeGreaterThanOrEqual(reportedInAll);
          expect(shares).toBeLessThanOrEqual(reportedInAll + kill);
        }
      }
      expect(history.countBlocks('practice', nowMs)).toBeGreaterThanOrEqual(reportedInAll);
      expect(
        history.marks({ fromMs: 0, toMs: nowMs, limit: 100_000 }).length,
      ).toBeGreaterThanOrEqual(2 * reportedInAll);
      history.close();
    }
    expect(lines).toEqual([]);
  },
);
