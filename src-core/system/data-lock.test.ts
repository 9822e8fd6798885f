import { execFileSync, fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
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
  vi.restoreAllMocks();
  for (const child of children.splice(0)) {
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  }
  await rm(folder, { recursive: true, force: true });
});

/** Another process that tries to take the lock, and whether it has it. */
async function tryElsewhere(): Promise<readonly [ChildProcess, boolean]> {
  const execArgv = ['--disable-warning=ExperimentalWarning'];
  const child = fork(join(folder, 'holder.mjs'), [path], { execArgv });
  children.push(child);
  const [taken] = (await once(child, 'message')) as [boolean];
  return [child, taken];
}

async function holdElsewhere(): Promise<ChildProcess> {
  const [child, taken] = await tryElsewhere();
  expect(taken).toBe(true);
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

it('stays with its process when that tries to take it twice, and forgets what releases it', async () => {
  unwrap(takeDataLock(path, 'app'));
  // Only some garbage ends a lock that nothing refers to.
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  for (let turn = 0; turn < 3; turn += 1) {
    collect();
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(takeDataLock(path, 'app').ok).toBe(false);
  expect((await tryElsewhere())[1]).toBe(false);
});

it('is not touched by one who had it before and releases it again', () => {
  const before = unwrap(takeDataLock(path, 'practice'));
  before();
  const release = unwrap(takeDataLock(path, 'app', () => 7));
  before();
  const holder = { program: 'app', pid: process.pid, sinceMs: 7 };
  expect(takeDataLock(path, 'terminal')).toMatchObject({ error: { kind: 'held', holder } });
  release();
});

it.skipIf(process.platform === 'win32')('says to its owner alone who has it', async () => {
  unwrap(takeDataLock(path, 'app'));
  expect((await stat(`${path}.owner`)).mode & 0o777).toBe(0o600);
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

it('is a file that is never replaced, so that two cannot have it', async () => {
  await writeFile(path, 'no lock at all');
  const { ino } = await stat(path);
  unwrap(takeDataLock(path, 'app'))();
  expect(await stat(path)).toMatchObject({ ino, size: 0 });
});

it('reports why it cannot be taken at all', () => {
  const taken = takeDataLock(join(folder, 'no-such', 'heddle.lock'), 'app');
  expect(taken).toMatchObject({ ok: false, error: { kind: 'unusable', code: 'ENOENT' } });
  const fault = { kind: 'unusable', code: 'ENOSPC', detail: 'no space left' } as const;
  expect(lockFaultText(fault)).toBe('no space left');
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

it('names program, process and the time on this computer', () => {
  // A computer in India, 5:30 h before UTC.
  vi.spyOn(Date.prototype, 'getTimezoneOffset').mockReturnValue(-330);
  const sinceMs = Date.UTC(2026, 10, 29, 12, 34, 59);
  expect(holderText({ program: 'terminal', pid: 71, sinceMs })).toBe(
    'Heddle in a terminal (process 71, since 2026-11-29 18:04)',
  );
});
