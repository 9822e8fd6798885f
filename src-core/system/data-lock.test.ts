import { execFileSync, fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { unwrap } from '../result.ts';
import { holderText, lockFaultText, takeDataLock } from './data-lock.ts';

const HOLDER = `
import { takeDataLock } from ${JSON.stringify(new URL('data-lock.ts', import.meta.url).href)};
const lock = takeDataLock(process.argv[2], 'terminal', () => 1_000);
process.on('message', () => { if (lock.ok) lock.value(); process.send('released'); });
process.send(lock.ok);
`;

let folder = '';
let path = '';
const children: ChildProcess[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heddle-lock-'));
  path = join(folder, 'heddle.lock');
  await writeFile(join(folder, 'holder.mjs'), HOLDER);
});
afterEach(async () => {
  for (const child of children.splice(0)) {
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  }
  await rm(folder, { recursive: true, force: true });
});

async function holdElsewhere(): Promise<ChildProcess> {
  const execArgv = ['--disable-warning=ExperimentalWarning'];
  const child = fork(join(folder, 'holder.mjs'), [path], { execArgv });
  children.push(child);
  expect(await once(child, 'message')).toEqual([true, undefined]);
  return child;
}

it('is for one process, and says which', async () => {
  const { pid } = await holdElsewhere();
  const holder = { program: 'terminal', pid, sinceMs: 1_000 };
  expect(takeDataLock(path, 'app')).toEqual({ ok: false, error: { kind: 'held', holder } });
});

it('ends with its process, even a killed one', async () => {
  const child = await holdElsewhere();
  child.kill('SIGKILL');
  await once(child, 'exit');
  unwrap(takeDataLock(path, 'app'))();
});

it('can be taken after a release, with nothing left behind but an empty file', async () => {
  const child = await holdElsewhere();
  child.send('release');
  await once(child, 'message');
  const release = unwrap(takeDataLock(path, 'app'));
  release();
  release();
  expect((await readdir(folder)).sort()).toEqual(['heddle.lock', 'holder.mjs']);
  const { size, mode } = await stat(path);
  expect([size, mode & 0o077]).toEqual([0, 0]);
});

it('is for one part of a process', () => {
  const release = unwrap(takeDataLock(path, 'practice', () => 5));
  const holder = { program: 'practice', pid: process.pid, sinceMs: 5 };
  expect(takeDataLock(path, 'app')).toEqual({ ok: false, error: { kind: 'held', holder } });
  release();
  unwrap(takeDataLock(path, 'app'))();
});

it('can be taken, whatever its files contain', async () => {
  await writeFile(path, 'no lock at all');
  await writeFile(`${path}.owner`, '{"pid": "1"}');
  unwrap(takeDataLock(path, 'app'))();
});

it('works when its holder is not known', async () => {
  await holdElsewhere();
  await writeFile(`${path}.owner`, '{"pid": "1"}');
  expect(takeDataLock(path, 'app')).toEqual({ ok: false, error: { kind: 'held', holder: null } });
  expect(holderText(null)).toBe('another running Heddle');
});

it('reports why it cannot be taken at all', () => {
  const taken = takeDataLock(join(folder, 'no-such', 'heddle.lock'), 'app');
  expect(taken).toMatchObject({ ok: false, error: { kind: 'unusable', code: 'ENOENT' } });
});

const OTHERS = process.platform === 'win32' ? ['a folder'] : ['a folder', 'a pipe'];

it.each(OTHERS)('says so where its name belongs to %s', async (what) => {
  if (what === 'a folder') await mkdir(path);
  else execFileSync('mkfifo', [path]);
  const taken = takeDataLock(path, 'app');
  const fault = { kind: 'not-a-file', path } as const;
  expect(taken).toEqual({ ok: false, error: fault });
  expect(lockFaultText(fault)).toBe(`${path} is not a file. Delete or rename it, then start again`);
});

it('names program, process and time', () => {
  const sinceMs = new Date(2026, 10, 29, 18, 4, 59).getTime();
  expect(holderText({ program: 'terminal', pid: 71, sinceMs })).toBe(
    'Heddle in a terminal (process 71, since 2026-11-29 18:04)',
  );
});
