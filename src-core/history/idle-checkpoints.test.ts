import { statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openHistory } from './history.ts';
import type { History } from './history.ts';

let folder: string;
let history: History;
const size = (name: string): number => statSync(join(folder, name)).size;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heddle-history-'));
  vi.useFakeTimers();
  history = openHistory(join(folder, 'history.db'));
});
afterEach(async () => {
  history.close();
  vi.useRealTimers();
  await rm(folder, { recursive: true });
});

function write(marks: number): void {
  for (let i = 0; i < marks; i++) {
    history.mark({ kind: 'started', atMs: Date.now() + i });
  }
}

describe('checkpoints of the history', () => {
  it('happen when it is idle, never within a write', () => {
    const before = size('history.db');
    write(3_000);
    // SQLite by default would have checkpointed at the thousandth page.
    expect(size('history.db')).toBe(before);
    expect(size('history.db-wal')).toBeGreaterThan(2_000 * 4_096);
    vi.advanceTimersByTime(1_000);
    expect(size('history.db')).toBeGreaterThan(before);
  });

  it('happen before the log becomes large if it is never idle', () => {
    const before = size('history.db');
    write(20_500);
    expect(size('history.db')).toBeGreaterThan(before);
  });
});
