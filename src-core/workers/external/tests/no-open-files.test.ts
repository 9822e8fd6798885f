/** External programs at the limit of open files, tried with a process of our own that has reached it. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const module = (name: string): string =>
  JSON.stringify(fileURLToPath(new URL(`../${name}`, import.meta.url)));

const SCRIPT = `
import { closeSync, openSync } from 'node:fs';
import { openOrphanGuard } from ${module('orphan-guard.ts')};
import { runProgram } from ${module('external-program.ts')};
const run = (guard) => runProgram({
  commandLine: 'echo found;', environment: process.env, input: new Uint8Array(286), guard,
  onErrorLine: () => undefined, onNote: () => undefined, onRunsOn: () => undefined,
});
const open = [];
try {
  while (true) open.push(openSync('/dev/null', 'r'));
} catch {}
const guard = openOrphanGuard();
const refused = run(guard);
const { error } = await refused.ended;
await refused.stop();
for (const file of open) closeSync(file);
const later = run(guard);
const { value } = await later.ended;
await later.stop();
guard.close();
console.log(JSON.stringify({ kind: error.kind, detail: error.detail, later: value.output }));
`;

it.skipIf(process.platform === 'win32')(
  'cannot be started, which is reported, and can once there are files again',
  async ({ onTestFinished }) => {
    const folder = await mkdtemp(join(tmpdir(), 'heddle-no-files-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const script = join(folder, 'miner.mjs');
    await writeFile(script, SCRIPT);
    const limited = ['-c', 'ulimit -n 64; exec "$@"', 'sh'];
    const node = [process.execPath, '--disable-warning=ExperimentalWarning', script];
    const { stdout } = await promisify(execFile)('/bin/sh', [...limited, ...node]);
    expect(JSON.parse(stdout)).toEqual({
      kind: 'not-started',
      detail: 'spawn /bin/sh EMFILE',
      later: 'found\n',
    });
  },
);
