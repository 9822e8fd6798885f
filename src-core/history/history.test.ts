import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { MinerEvent } from '../state/miner-events.ts';
import { holdOpen } from '../tests/disk/database-holder.ts';
import type { HistoryEvent } from '../storage/storage-events.ts';
import { found } from '../tests/disk/found-block.ts';
import { machineSample, totalSample } from '../tests/disk/history-samples.ts';
import { openHistory } from './history.ts';
import type { History } from './history.ts';
import { keptLines } from '../tests/disk/kept-lines.ts';

let folder = '';
let file = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heddle-history-'));
  file = join(folder, 'history.db');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('history', () => {
  it('keeps own blocks and their states over a restart', () => {
    const first = openHistory(file);
    first.record(found('a', 1_000));
    first.record(found('b', 2_000));
    first.record({ type: 'solution-accepted', id: 'a', atMs: 1_100 });
    first.record({ type: 'block-confirmed', id: 'a', atMs: 9_000 });
    first.record({
      type: 'solution-refused',
      id: 'b',
      atMs: 2_100,
      error: { kind: 'request-refused', detail: 'Invalid POW hash', status: 400 },
    });
    first.close();
    const again = openHistory(file);
    expect(again.blocks(10_000, 10)).toMatchObject([
      { id: 'b', state: 'refused', reason: 'Invalid POW hash' },
      { id: 'a', state: 'confirmed', reason: null },
    ]);
    expect(again.blocks(2_000, 10).map(({ id }) => id)).toEqual(['a']);
    expect([1_000, 2_000, 10_000].map((ms) => again.countBlocks('practice', ms))).toEqual([
      0, 1, 2,
    ]);
    expect(again.blockCounts().get('practice')).toMatchObject({
      confirmed: 1,
      refused: 1,
      pending: 0,
    });
    again.close();
  });

  it('keeps the fork state of a block, to the last thousandth of a vote', () => {
    const state = { number: 0xffff_ffff, votes: 4_294_967.295 };
    const first = openHistory(file);
    first.record({ ...found('a', 1_000), forkState: state } as MinerEvent);
    first.record(found('b', 2_000));
    first.close();
    const again = openHistory(file);
    expect(again.blocks(10_000, 10).map(({ forkState }) => forkState)).toEqual([null, state]);
    again.close();
  });

  it('remembers the effort since the last block, and starts again with each', () => {
    const first = openHistory(file);
    const hashes: MinerEvent = {
      type: 'hashes-tried',
      worker: 'CPU 0',
      hashes: 250_000,
      elapsedMs: 1_000,
      difficulty: 1e6,
      versionName: 'practice',
      atMs: 1_000,
    };
    first.record(hashes);
    first.record(hashes);
    first.close();
    const again = openHistory(file);
    expect(again.efforts().get('practice')).toBeCloseTo(0.5);
    again.record(found('a', 5_000));
    expect(again.block('a')?.effort).toBeCloseTo(0.5);
    expect(again.efforts().get('practice')).toBe(0);
    again.close();
  });

  it('averages samples in even steps', () => {
    const nowMs = 1_000_000_000;
    const history = openHistory(file, { nowMs: () => nowMs });
    for (let second = 0; second < 4_500; second += 5) {
      const atMs = nowMs - (4_500 - second) * 1_000;
      history.addSample(totalSample({ atMs, hashesPerSecond: second % 10 === 0 ? 90 : 110 }));
    }
    const samples = history.samples(nowMs - 4_500_000, nowMs, 151);
    expect(samples.length).toBeGreaterThan(140);
    expect(samples.length).toBeLessThanOrEqual(151);
    for (const { hashesPerSecond } of samples.slice(1, -1)) expect(hashesPerSecond).toBe(100);
    expect(samples.map(({ atMs }) => atMs)).toEqual(
      samples.map(({ atMs }) => atMs).sort((a, b) => a - b),
    );
    history.close();
  });

  it.each([
    [
      'the miner',
      (history: History, fromMs: number, toMs: number) => history.samples(fromMs, toMs, 150),
    ],
    [
      'a machine',
      (history: History, fromMs: number, toMs: number) =>
        history.machineSamples.of('rig', fromMs, toMs, 150),
    ],
  ])('returns the same past of %s whenever it is asked', (_, samplesOf) => {
    let nowMs = 1_700_000_000_123;
    const history = openHistory(file, { nowMs: () => nowMs });
    const sample = (): void => {
      const at = { atMs: nowMs, hashesPerSecond: (nowMs % 77_777) + 1 };
      history.addSample(totalSample(at));
      history.machineSamples.add([['rig', machineSample({ ...at, level: nowMs % 4 })]]);
    };
    const look = () =>
      samplesOf(history, nowMs - 3_600_000, nowMs).map(({ atMs, hashesPerSecond }) => {
        return { atMs, hashesPerSecond };
      });
    for (let second = 0; second < 3_600; second += 5, nowMs += 5_000) sample();
    const before = look();
    expect(before.length).toBeGreaterThan(100);
    for (let later = 0; later < 40; later += 1) {
      sample();
      nowMs += 1_003;
      const now = look();
      expect(now.length).toBeLessThanOrEqual(150);
      const past = now.slice(1).filter(({ atMs }) => atMs < (before.at(-2)?.atMs ?? 0));
      expect(past.length).toBeGreaterThan(90);
      expect(before).toEqual(expect.arrayContaining(past));
    }
    history.close();
  });

  it('works without a file that another program holds, reports it once, and catches up', async () => {
    const holder = await holdOpen(file);
    const { log, lines } = keptLines();
    let nowMs = 1_000_000;
    vi.useFakeTimers();
    const history = openHistory(file, { log, nowMs: () => nowMs });
    const events: HistoryEvent[] = [];
    history.listen((event) => events.push(event));
    history.record(found('a', 1_000));
    history.record({ type: 'solution-accepted', id: 'a', atMs: 1_100 });
    history.addSample(totalSample({ atMs: 1 }));
    for (let second = 0; second < 60; second += 1) {
      nowMs += 1_000;
      vi.advanceTimersByTime(1_000);
    }
    expect(lines).toEqual([expect.stringContaining('database is locked')]);
    expect(events).toMatchObject([
      { type: 'history-failed', part: 'history', fault: { kind: 'unwritable', cause: 'in-use' } },
    ]);
    // Known from memory until then.
    expect(history.block('a')?.state).toBe('accepted');
    expect(history.unsettled('practice')).toHaveLength(1);
    expect(history.blockCounts().get('practice')?.accepted).toBe(1);
    await holder.kill();
    for (let second = 0; second < 120; second += 1) {
      nowMs += 1_000;
      vi.advanceTimersByTime(1_000);
    }
    vi.useRealTimers();
    expect(events.map(({ type }) => type)).toEqual(['history-failed', 'history-recovered']);
    history.close();
    const again = openHistory(file);
    expect(again.blocks(9_000, 9)).toMatchObject([{ id: 'a', state: 'accepted' }]);
    again.close();
  });

  it('sets aside a file that is no database, and logs its new name', async () => {
    await writeFile(file, 'this is not a database, but it is long enough to look at'.repeat(100));
    const { log, lines } = keptLines();
    const history = openHistory(file, { log });
    history.record(found('a', 1_000));
    expect(history.blocks(9_000, 9)).toHaveLength(1);
    history.close();
    const kept = (await readdir(folder)).filter((name) => name.includes('.damaged-'));
    expect(kept).toHaveLength(1);
    expect(lines).toEqual([expect.stringContaining(kept[0] ?? '')]);
    expect(await readFile(join(folder, kept[0] ?? ''), 'utf8')).toContain('not a database');
  });

  it('leaves a file of a newer version untouched, and works without it', async () => {
    openHistory(file).close();
    const newer = new Database(file);
    newer.exec('PRAGMA user_version = 77; PRAGMA wal_checkpoint(TRUNCATE)');
    newer.close();
    const before = await readFile(file);
    const { log, lines } = keptLines();
    const history = openHistory(file, { log });
    history.record(found('a', 1_000));
    expect(history.block('a')?.id).toBe('a');
    history.close();
    expect(lines).toEqual([expect.stringContaining('newer version')]);
    expect(await readFile(file)).toEqual(before);
  });

  it('moves the outbox of an older version into its own file, once', () => {
    openHistory(file).close();
    const older = new Database(file);
    const put = older.prepare('INSERT INTO outbox VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
    put.run(['old', 'http://node', 'practice', 3, 7, 5, 'CPU 0', 9, Buffer.of(1, 2, 3)]);
    older.close();
    const history = openHistory(file);
    expect(history.outbox.all()).toEqual([
      {
        id: 'old',
        node: 'http://node',
        versionName: 'practice',
        chain: 3,
        height: 7,
        difficulty: 5,
        worker: 'CPU 0',
        foundAtMs: 9,
        bytes: Uint8Array.of(1, 2, 3),
      },
    ]);
    history.outbox.remove('old');
    history.close();
    const again = openHistory(file);
    expect(again.outbox.all()).toEqual([]);
    again.close();
  });
});
