/** The limit of open files, in a process of its own that reaches it. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

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

it.skipIf(process.platform === 'win32')('is known, and seen when it is reached', () => {
  const node = [process.execPath, '--disable-warning=ExperimentalWarning'];
  const shell = ['-c', 'ulimit -n 128; exec "$@"', 'sh', ...node];
  const output = execFileSync('/bin/sh', [...shell, '--input-type=module', '-e', PROGRAM]);
  expect(JSON.parse(output.toString())).toEqual({ before: true, limit: 128, after: false });
});
