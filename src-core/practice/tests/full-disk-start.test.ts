/** The first start of a practice network that finds the disk full. */
import { mkdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startErrorSentence } from '../../command-line/texts/start-error-sentences.ts';
import { mayPass } from '../../mining/start-error.ts';
import {
  canMountSmallDisk,
  fillDisk,
  mountSmallDisk,
  unmountSmallDisk,
} from '../../tests/disk/small-disk.ts';
import { openPracticeStore } from '../chain/resilient-store.ts';
import { startPracticeNode } from '../practice-node.ts';
import { quietLogger } from './started-node.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'practice-full-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const SENTENCE = /^The disk is full: the practice chains in \S+ cannot be opened\. Free some space/;

it('says so, and may pass', () => {
  const path = join(folder, 'practice.db');
  const full = Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });
  const openStore = (): never => {
    throw full;
  };
  const opened = openPracticeStore(path, 'practice', false, { openStore });
  if (opened.ok) throw new Error('it was opened');
  expect(opened.error).toMatchObject({ kind: 'practice-data', reason: 'full', file: path });
  expect(startErrorSentence(opened.error)).toMatch(SENTENCE);
  expect(mayPass(opened.error)).toBe(true);
});

it('differs from a lock that is not a file', async () => {
  const lock = join(folder, 'practice.db.lock');
  mkdirSync(lock);
  const dataFile = join(folder, 'practice.db');
  const started = await startPracticeNode({ port: 0, dataFile }, quietLogger);
  if (started.ok) throw new Error('it was started');
  expect(started.error).toMatchObject({ reason: 'lock-is-no-file', file: lock });
  expect(startErrorSentence(started.error)).toBe(
    `${lock} is not a file, so the practice chains cannot be locked. Delete or rename it, then start again.`,
  );
});

it.runIf(canMountSmallDisk())('says so on a real disk, and starts once there is room', async () => {
  expect(mountSmallDisk(folder, 1)).toBe(true);
  try {
    const makeRoom = fillDisk(folder, 'tmpfs');
    const dataFile = join(folder, 'practice.db');
    const first = await startPracticeNode({ port: 0, dataFile }, quietLogger);
    if (first.ok) throw new Error('it was started');
    if (first.error.kind !== 'practice-data') throw new Error(first.error.kind);
    expect(startErrorSentence(first.error)).toMatch(SENTENCE);
    makeRoom();
    const second = await startPracticeNode({ port: 0, dataFile }, quietLogger);
    expect(second.ok).toBe(true);
    if (second.ok) await second.value.close();
  } finally {
    unmountSmallDisk(folder);
  }
});
