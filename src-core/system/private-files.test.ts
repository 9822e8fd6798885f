import {
  chmodSync,
  mkdtempSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { closeDataFiles, closeToOthers, isOpenToOthers, makePrivateFile } from './private-files.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'private-files-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const modeOf = (path: string): number => statSync(path).mode & 0o777;

/** A file that others may read. */
function openFile(name: string): string {
  const path = join(folder, name);
  writeFileSync(path, 'x');
  chmodSync(path, 0o644);
  return path;
}

// Windows has no such modes.
describe.skipIf(process.platform === 'win32')('private files', () => {
  it('are made for their owner alone, and what is there stays', () => {
    const path = join(folder, 'new');
    makePrivateFile(path);
    expect([modeOf(path), readFileSync(path, 'utf8')]).toEqual([0o600, '']);
    writeFileSync(path, 'kept');
    makePrivateFile(path);
    expect(readFileSync(path, 'utf8')).toBe('kept');
    // What cannot be opened to be written to.
    expect(() => makePrivateFile(folder)).not.toThrow();
  });

  it('are closed to others, and so are folders', () => {
    const inner = join(folder, 'inner');
    mkdirSync(inner);
    chmodSync(inner, 0o755);
    expect(isOpenToOthers(inner)).toBe(true);
    expect([closeToOthers(inner), closeToOthers(openFile('file'))]).toEqual([false, false]);
    expect([modeOf(inner), modeOf(join(folder, 'file'))]).toEqual([0o700, 0o600]);
    expect(isOpenToOthers(inner)).toBe(false);
    // What only its owner can read keeps its own mode.
    chmodSync(inner, 0o500);
    expect([closeToOthers(inner), modeOf(inner)]).toEqual([false, 0o500]);
  });

  it('are all where a system has no such modes, as on Windows', () => {
    const path = openFile('history.db');
    expect(isOpenToOthers(path)).toBe(true);
    const { getuid } = process;
    onTestFinished(() => void Object.assign(process, { getuid }));
    Object.assign(process, { getuid: undefined });
    expect([closeToOthers(path), isOpenToOthers(path), modeOf(path)]).toEqual([
      ...[false, false, 0o644],
    ]);
  });

  it('are not what is missing, nor what a link leads to', () => {
    const target = openFile('target');
    symlinkSync(target, join(folder, 'link'));
    expect(closeToOthers(join(folder, 'link'))).toBe(false);
    expect(closeToOthers(join(folder, 'missing'))).toBe(false);
    expect(modeOf(target)).toBe(0o644);
  });

  it.runIf(process.getuid?.() === 0)('of another user are left alone, and named', async () => {
    const path = openFile('history.db');
    const { chownSync } = await import('node:fs');
    chownSync(path, 12_345, 12_345);
    expect(closeToOthers(path)).toBe(true);
    expect(closeDataFiles(folder)).toEqual(['history.db']);
    expect(modeOf(path)).toBe(0o644);
  });

  it('of a data folder are those of this program', () => {
    const own = ['history.db', 'history.db-wal', 'practice.db', 'outbox.jsonl', 'devices.json'];
    const more = ['machine-turns.db', 'notices.json', 'heddle.lock'];
    const foreign = ['my-history.db', 'notes.txt'];
    for (const name of [...own, ...more, ...foreign]) openFile(name);
    expect(closeDataFiles(folder)).toEqual([]);
    const modes = (names: readonly string[]) => names.map((name) => modeOf(join(folder, name)));
    expect(new Set(modes([...own, ...more]))).toEqual(new Set([0o600]));
    expect(modes(foreign)).toEqual([0o644, 0o644]);
  });
});
