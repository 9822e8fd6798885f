import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FULL_DISK_PROGRAM } from '../tests/full-disk.ts';
import type { FullDiskRun } from '../tests/full-disk.ts';
import type { HistoryFault } from '../storage/storage-events.ts';
import { keepDatabase } from './kept-database.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heddle-full-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function fullDiskRun(kind: 'tmpfs' | 'limit'): Promise<FullDiskRun> {
  const words = ['--disable-warning=ExperimentalWarning', FULL_DISK_PROGRAM, folder, kind];
  const child = spawn(process.execPath, words);
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const end = await new Promise<string>((resolve) => {
    child.on('close', (code, signal) => resolve(signal ?? `exit ${code}`));
  });
  expect({ end, errors }).toEqual({ end: 'exit 0', errors: '' });
  return JSON.parse(output) as FullDiskRun;
}

function expectCaughtUp({ lines, events, found, kept, waiting }: FullDiskRun): void {
  // Each file is spoken of once, and once more when it can be written again.
  expect(lines).toHaveLength(2);
  const told = events.map(({ type, part }) => `${part} ${type}`).sort();
  expect(told).toEqual([
    'history history-failed',
    'history history-recovered',
    'outbox history-failed',
    'outbox history-recovered',
  ]);
  expect(found).toBe(62);
  expect(kept).toBe(found);
  expect(new Set(waiting).size).toBe(found);
}

describe.runIf(process.platform === 'linux')('a history on a full disk', () => {
  // Others cannot mount, and get a limit on the size of files instead.
  const isRoot = process.getuid?.() === 0;

  it('mines on, says it once, and catches up when there is room again', async () => {
    const kind = isRoot && mountSmallDisk(folder) ? 'tmpfs' : 'limit';
    try {
      const run = await fullDiskRun(kind);
      expectCaughtUp(run);
    } finally {
      if (kind === 'tmpfs') spawnSync('umount', [folder]);
    }
  }, 60_000);
});

function mountSmallDisk(at: string): boolean {
  return spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', at]).status === 0;
}

describe('a database that may not grow', () => {
  it('says so once, takes what fits, and recovers by itself', () => {
    const faults: HistoryFault[] = [];
    let recoveries = 0;
    let nowMs = 0;
    let grow = (): void => undefined;
    const database = keepDatabase<(bytes: number) => void>({
      file: join(folder, 'small.db'),
      open(db) {
        db.exec('CREATE TABLE IF NOT EXISTS item (bytes BLOB)');
        db.pragma('max_page_count = 20');
        grow = () => void db.pragma('max_page_count = 2000');
        const put = db.prepare('INSERT INTO item VALUES (zeroblob(?))');
        return (bytes) => void put.run([bytes]);
      },
      check: () => undefined,
      salvage: () => undefined,
      writable: () => undefined,
      onFault: (fault) => faults.push(fault),
      onRecovered: () => (recoveries += 1),
      nowMs: () => nowMs,
    });
    const written: boolean[] = [];
    for (let at = 0; at < 60; at += 1) {
      // Small ones fit when large ones no longer do: it would be told in turn.
      written.push(database.write((put) => put(at % 2 === 0 ? 8_000 : 10)));
      nowMs += 1_000;
    }
    expect(written.filter((done) => done).length).toBeGreaterThan(20);
    expect(written).toContain(false);
    expect(faults).toMatchObject([{ kind: 'unwritable', cause: 'full' }]);
    expect(recoveries).toBe(0);
    grow();
    nowMs += 20_000;
    expect(database.write((put) => put(8_000))).toBe(true);
    expect(recoveries).toBe(1);
    database.close();
  });
});
