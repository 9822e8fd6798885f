import { execFileSync } from 'node:child_process';
import { chmodSync, closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { devNull, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { canOpenMore, openFilesLimit } from './open-files.ts';

const MODULE = fileURLToPath(new URL('./open-files.ts', import.meta.url));
const PROGRAM = `
  import { openSync } from 'node:fs';
  import { canOpenMore, openFilesLimit } from ${JSON.stringify(MODULE)};
  const before = canOpenMore();
  const limit = openFilesLimit();
  try {
    for (;;) openSync('/dev/null', 'r');
  } catch {
    process.stdout.write(JSON.stringify({ before, limit, after: canOpenMore() }));
  }`;

const isWindows = process.platform === 'win32';

/** In a process of its own, that reaches it. */
it.skipIf(isWindows)('is known, and seen when it is reached', () => {
  const node = [process.execPath, '--disable-warning=ExperimentalWarning'];
  const shell = ['-c', 'ulimit -n 128; exec "$@"', 'sh', ...node];
  const output = execFileSync('/bin/sh', [...shell, '--input-type=module', '-e', PROGRAM]);
  expect(JSON.parse(output.toString())).toEqual({ before: true, limit: 128, after: false });
});

it.each([
  ['EMFILE', false],
  ['ENFILE', false],
  ['EACCES', true],
])('is what %s speaks of: %s', (code, hasRoom) => {
  const open = (): number => {
    throw Object.assign(new Error(code), { code });
  };
  expect(canOpenMore(open)).toBe(hasRoom);
});

it('leaves nothing open when it looks', () => {
  let opened = -1;
  expect(canOpenMore(() => (opened = openSync(devNull, 'r')))).toBe(true);
  expect(() => closeSync(opened)).toThrow('EBADF');
  expect(canOpenMore()).toBe(true);
});

it.skipIf(isWindows)('is that of this process', () => {
  const { userLimits } = process.report.getReport() as {
    userLimits: { open_files: { soft: number } };
  };
  expect(openFilesLimit()).toBe(userLimits.open_files.soft);
});

it.skipIf(isWindows)('is not known where there is none, or no shell', () => {
  const folder = mkdtempSync(join(tmpdir(), 'open-files-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const shell = join(folder, 'sh');
  expect(openFilesLimit(shell)).toBeNull();
  writeFileSync(shell, '#!/bin/sh\necho unlimited\n');
  chmodSync(shell, 0o755);
  expect(openFilesLimit(shell)).toBeNull();
});
