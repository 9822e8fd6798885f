/** The whole program in a terminal, in a data folder that is damaged before and while it runs. */
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startProgram } from '../command-line/child-program.ts';
import type { ChildProgram } from '../command-line/child-program.ts';

let folder = '';
let running: ChildProgram | null = null;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heddle-damaged-'));
});
afterEach(async () => {
  running?.child.kill('SIGKILL');
  await running?.ended;
  await rm(folder, { recursive: true, force: true });
});

it('keeps mining, names each file once, and ends as it should', async () => {
  for (const name of ['history.db', 'history.db-wal', 'outbox.jsonl', 'practice.db']) {
    await writeFile(join(folder, name), Buffer.alloc(10_000, 0xe2));
  }
  const mine = ['--practice', '--practice-graph', 'singleton', '--worker', 'cpu'];
  const run = startProgram(['--data-dir', folder, ...mine, '--thread-count', '1']);
  running = run;
  await run.line('got new work');
  const named = run.lines.filter((line) => line.includes('.damaged-'));
  const kept = (await readdir(folder)).filter((name) => name.includes('.damaged-'));
  // The log of the database has the same name as it.
  expect(kept.filter((name) => !name.endsWith('-wal'))).toHaveLength(3);
  expect(named).toHaveLength(3);

  for (const name of await readdir(folder)) {
    if (/^(history|outbox)[^ ]*$/.test(name)) await rm(join(folder, name));
  }
  await run.line('history.db was deleted or replaced');
  await run.line('outbox.jsonl was deleted or replaced');
  run.child.kill('SIGTERM');
  expect(await run.ended).toBe(0);
  expect(run.errors()).toBe('');
  expect(run.lines.filter((line) => line.includes('deleted or replaced'))).toHaveLength(2);
}, 60_000);
