import { readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { setAside } from './set-aside.ts';

let folder = '';
let path = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heddle-set-aside-'));
  path = join(folder, 'history.db');
  writeFileSync(path, 'database');
  writeFileSync(`${path}-wal`, 'log');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('keeps the file and its companions under a name of their own', () => {
  const kept = setAside(path, ['-wal', '-shm']);
  expect(basename(kept)).toMatch(/^history\.db\.damaged-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z$/);
  expect(readdirSync(folder).sort()).toEqual([basename(kept), `${basename(kept)}-wal`]);
  expect(readFileSync(kept, 'utf8')).toBe('database');
  expect(readFileSync(`${kept}-wal`, 'utf8')).toBe('log');
});

it('replaces no file that was kept before', () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  onTestFinished(() => void vi.useRealTimers());
  const kept = ['first', 'second', 'third'].map((text) => {
    writeFileSync(path, text);
    return setAside(path);
  });
  expect(kept.slice(1)).toEqual([`${kept[0]}-2`, `${kept[0]}-3`]);
  expect(kept.map((each) => readFileSync(each, 'utf8'))).toEqual(['first', 'second', 'third']);
});

it('waits on Windows for a program that has one of the files open', () => {
  const openElsewhere = new Set([`${path}-wal`, path]);
  const rename = (from: string, to: string): void => {
    if (openElsewhere.delete(from)) throw Object.assign(new Error('EBUSY'), { code: 'EBUSY' });
    renameSync(from, to);
  };
  const kept = setAside(path, ['-wal'], { rename, wait: () => undefined, platform: 'win32' });
  expect(openElsewhere.size).toBe(0);
  expect(readFileSync(kept, 'utf8')).toBe('database');
  expect(readFileSync(`${kept}-wal`, 'utf8')).toBe('log');
});
