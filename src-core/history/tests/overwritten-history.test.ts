/** A history whose files another program overwrites while it is only written to: that alone would never show it. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { mkChainId } from '../../chainweb/chain-graph.ts';
import type { MinerEvent } from '../../state/miner-events.ts';
import { keptLines } from '../../tests/disk/kept-lines.ts';
import { openHistory } from '../history.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heddle-overwritten-'));
});
afterEach(async () => {
  vi.useRealTimers();
  await rm(folder, { recursive: true, force: true });
});

const found = (id: string, atMs: number): MinerEvent => ({
  ...{ type: 'solution-found', id, chain: mkChainId(2), height: 9, difficulty: 1e6 },
  ...{ worker: 'CPU 0', versionName: 'practice', atMs },
});

// On Windows the files of an open database cannot be overwritten.
it.skipIf(process.platform === 'win32').each([
  ['the database', ['history.db']],
  ['its log', ['history.db-wal']],
  ['both', ['history.db', 'history.db-wal']],
])('notices that %s was overwritten, and keeps every block', async (_what, names) => {
  vi.useFakeTimers();
  const { log, lines } = keptLines();
  const file = join(folder, 'history.db');
  const history = openHistory(file, { log });
  const ids = Array.from({ length: 30 }, (_, at) => `block ${at}`);
  for (const [at, id] of ids.entries()) history.record(found(id, at));
  for (const name of names) await writeFile(join(folder, name), Buffer.alloc(12_288, 0xe2));
  vi.advanceTimersByTime(3_000);
  history.record(found('afterwards', 1_000));
  expect(lines).toEqual([expect.stringContaining('.damaged-')]);
  history.close();
  const again = openHistory(file);
  expect(again.blocks(Infinity, 100).map(({ id }) => id)).toEqual([
    'afterwards',
    ...ids.toReversed(),
  ]);
  again.close();
});
