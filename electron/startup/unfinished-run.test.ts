import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createLog } from '../../src-core/index.ts';
import { openUnfinishedRun } from './unfinished-run.ts';
import type { UnfinishedRun } from './unfinished-run.ts';

const { logger } = createLog({ level: 'quiet', sink: () => undefined });
let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heddle-run-'));
  path = join(folder, 'mining.json');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const open = (provenMs?: number): Promise<UnfinishedRun> =>
  openUnfinishedRun(path, logger, provenMs);

/** Resolves once the file says it. */
function written(content: unknown): Promise<void> {
  return vi.waitFor(async () => {
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual(content);
  });
}

it('is none at first, after a stop, and after a clean end while mining', async () => {
  const first = await open();
  expect(first.wasMining).toBe(false);
  first.mining(true);
  first.mining(false);
  await written({ isMining: false, resumes: 0, paused: [] });
  const second = await open();
  expect(second.wasMining).toBe(false);
  second.mining(true);
  await second.end();
  expect((await open()).wasMining).toBe(false);
});

it('is one that mined and was never ended', async () => {
  (await open()).mining(true);
  await written({ isMining: true, resumes: 0, paused: [] });
  expect((await open()).wasMining).toBe(true);
});

it('remembers what the user had paused, until that mines again', async () => {
  const run = await open();
  run.mining(true, ['cpu']);
  await written({ isMining: true, resumes: 0, paused: ['cpu'] });
  run.mining(true, ['cpu', 'gpu']);
  await written({ isMining: true, resumes: 0, paused: ['cpu', 'gpu'] });
  expect(await open()).toMatchObject({ wasMining: true, wasPaused: ['cpu', 'gpu'] });
  run.mining(true);
  await written({ isMining: true, resumes: 0, paused: [] });
});

it('is not taken up again without end where mining ends the program each time', async () => {
  (await open()).mining(true);
  await written({ isMining: true, resumes: 0, paused: [] });
  for (const resumes of [1, 2, 3]) {
    const run = await open();
    expect(run).toMatchObject({ wasMining: true, hasGivenUp: false });
    run.mining(true);
    await written({ isMining: true, resumes, paused: [] });
  }
  const heldBack = await open();
  expect(heldBack).toMatchObject({ wasMining: false, hasGivenUp: true });
  // A run that ended cleanly is worth another start.
  await heldBack.end();
  expect(await open()).toMatchObject({ wasMining: false, hasGivenUp: false });
});

it('counts from the beginning once it has mined for a while', async () => {
  await writeFile(path, JSON.stringify({ isMining: true, resumes: 2 }));
  const run = await open(1);
  expect(run.wasMining).toBe(true);
  run.mining(true);
  await written({ isMining: true, resumes: 0, paused: [] });
});

it('is none where the file is damaged', async () => {
  await writeFile(path, '{"isMining":');
  expect((await open()).wasMining).toBe(false);
});
