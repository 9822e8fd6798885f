import { spawnSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeDeb } from './make-deb.ts';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const hasDpkg = spawnSync('dpkg-deb', ['--version']).status === 0;

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heddle-make-deb-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** A folder such as Forge makes, written by a user whose umask gives others nothing. */
async function packaged(name: string): Promise<string> {
  const program = join(folder, name);
  await mkdir(join(program, 'resources'), { recursive: true, mode: 0o700 });
  await writeFile(join(program, 'heddle'), '#!/bin/sh\necho started\n', { mode: 0o700 });
  await writeFile(join(program, 'chrome-sandbox'), '', { mode: 0o700 });
  await writeFile(join(program, 'resources', 'app.asar'), 'archive', { mode: 0o600 });
  return program;
}

function dpkgDeb(...args: string[]): string {
  const { status, stdout, stderr } = spawnSync('dpkg-deb', args, { encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
  return stdout;
}

async function make(program: string, target: string): Promise<string> {
  const file = join(folder, target);
  await makeDeb({ program, project: PROJECT, version: '1.2.3', arch: 'x64', target: file });
  return file;
}

describe.skipIf(!hasDpkg)('the Debian package', () => {
  it('has the program, what a desktop shows of it, its licence and its changelog', async () => {
    const file = await make(await packaged('program'), 'heddle.deb');
    expect(dpkgDeb('--field', file, 'Package', 'Version')).toBe(
      'Package: heddle\nVersion: 1.2.3\n',
    );
    const listed = dpkgDeb('--contents', file).trimEnd().split('\n');
    const modeOf = (path: string): string | undefined =>
      listed.find((line) => line.replace(/ -> .*/, '').endsWith(` .${path}`))?.slice(0, 10);
    expect(modeOf('/usr/lib/heddle/heddle')).toBe('-rwxr-xr-x');
    expect(modeOf('/usr/lib/heddle/chrome-sandbox')).toBe('-rwsr-xr-x');
    expect(modeOf('/usr/lib/heddle/resources/')).toBe('drwxr-xr-x');
    expect(modeOf('/usr/lib/heddle/resources/app.asar')).toBe('-rw-r--r--');
    expect(listed.some((line) => line.endsWith('/usr/bin/heddle -> ../lib/heddle/heddle'))).toBe(
      true,
    );
    for (const path of [
      '/usr/share/applications/heddle.desktop',
      '/usr/share/metainfo/org.heddle.heddle.metainfo.xml',
      '/usr/share/icons/hicolor/256x256/apps/heddle.png',
      '/usr/share/icons/hicolor/scalable/apps/heddle.svg',
      '/usr/share/doc/heddle/copyright',
      '/usr/share/doc/heddle/changelog.gz',
    ]) {
      expect([path, modeOf(path)]).toEqual([path, '-rw-r--r--']);
    }
    expect(listed.filter((line) => !line.includes(' root/root '))).toEqual([]);
  });

  it('has the same bytes whenever and by whomever the same program is packed', async () => {
    const firstMs = Date.now();
    const first = await make(await packaged('one'), 'one.deb');
    const again = await packaged('two');
    await chmod(join(again, 'heddle'), 0o755);
    const long = new Date(2001, 0, 1);
    await utimes(join(again, 'heddle'), long, long);
    const later = new Date(Date.now() + 3_600_000);
    await utimes(join(again, 'resources'), later, later);
    // dpkg-deb writes whole seconds.
    await expect.poll(() => Date.now()).toBeGreaterThan(firstMs + 1000);
    const second = await make(again, 'two.deb');
    expect((await readFile(second)).equals(await readFile(first))).toBe(true);
  });
});
