/** Which database files need not be checked at a start. */
import { mkdtemp, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { lastCheckMs, noteCheck } from './checked-file.ts';

const CHECKED_MS = 1_790_000_000_000;
let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heddle-checked-'));
  file = join(folder, 'some.db');
  await writeFile(file, 'pages');
  noteCheck(file, CHECKED_MS);
});

afterEach(() => rm(folder, { recursive: true }));

it('knows when a file was checked that has not changed since', () => {
  expect(lastCheckMs(file)).toBe(CHECKED_MS);
});

it('knows nothing of a file that was written since, even with as many bytes', async () => {
  const { mtime } = await stat(file);
  await writeFile(file, 'Pages');
  await utimes(file, mtime, new Date(mtime.getTime() + 1));
  expect(lastCheckMs(file)).toBeNull();
});

it('knows a file whose log is empty', async () => {
  await writeFile(`${file}-wal`, '');
  expect(lastCheckMs(file)).toBe(CHECKED_MS);
});

it.skipIf(process.platform === 'win32')('keeps its note from others', async () => {
  expect((await stat(`${file}.checked`)).mode & 0o777).toBe(0o600);
});

it('knows nothing of another file in its place', async () => {
  const { atime, mtime } = await stat(file);
  await writeFile(`${file}.other`, 'pages');
  await rm(file);
  await writeFile(file, 'pages');
  await utimes(file, atime, mtime);
  expect(lastCheckMs(file)).toBeNull();
});

it('knows nothing of a file whose log holds something: it was not closed well', async () => {
  await writeFile(`${file}-wal`, 'frames');
  expect(lastCheckMs(file)).toBeNull();
  noteCheck(file, CHECKED_MS);
  await rm(`${file}-wal`);
  expect(lastCheckMs(file)).toBeNull();
});

it.each(['', 'x', `1:2:3 ${CHECKED_MS}`])('does not believe a note %j', async (note) => {
  await writeFile(`${file}.checked`, note);
  expect(lastCheckMs(file)).toBeNull();
});
