/** External programs at the limit of open files, tried with a process of our own that has reached it. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';

const module = (name: string): string =>
  JSON.stringify(fileURLToPath(new URL(`../${name}`, import.meta.url)));

const START = `
import { closeSync, openSync } from 'node:fs';
import { openOrphanGuard } from ${module('orphan-guard.ts')};
import { runProgram } from ${module('external-program.ts')};
const troubles = [];
const run = (guard, commandLine, onErrorLine = () => undefined) => runProgram({
  commandLine, environment: process.env, input: new Uint8Array(286), guard, onErrorLine,
  onNote: () => undefined, onRunsOn: (why) => troubles.push(why),
});
const open = [];
const openAll = () => {
  try {
    while (true) open.push(openSync('/dev/null', 'r'));
  } catch {}
};
`;

const STARTING = `${START}
openAll();
const guard = openOrphanGuard();
const refused = run(guard, 'echo found;');
const { error } = await refused.ended;
await refused.stop();
for (const file of open) closeSync(file);
const later = run(guard, 'echo found;');
const { value } = await later.ended;
await later.stop();
guard.close();
console.log(JSON.stringify({ kind: error.kind, detail: error.detail, later: value.output }));
`;

/** Programs that only SIGKILL ends; all are ended at once, with room to open one file. */
const ENDING = `${START}
const guard = openOrphanGuard();
const pids = [];
const stubborn = () => new Promise((resolve) => {
  const program = run(guard, 'trap "" TERM; echo $$ >&2; while :; do sleep 1; done;', (pid) => {
    pids.push(Number(pid));
    resolve(program);
  });
});
const programs = await Promise.all(Array.from({ length: 8 }, stubborn));
openAll();
closeSync(open.pop());
await Promise.all(programs.map((program) => program.stop()));
const living = pids.filter((pid) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
});
for (const pid of living) process.kill(-pid, 'SIGKILL');
for (const file of open) closeSync(file);
guard.close();
console.log(JSON.stringify({ programs: pids.length, living: living.length, troubles }));
`;

/** What a script prints that may open 128 files. */
async function printed(script: string): Promise<unknown> {
  const folder = await mkdtemp(join(tmpdir(), 'heddle-no-files-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'miner.mjs');
  await writeFile(file, script);
  const limited = ['-c', 'ulimit -n 128; exec "$@"', 'sh'];
  const node = [process.execPath, '--disable-warning=ExperimentalWarning', file];
  const { stdout } = await promisify(execFile)('/bin/sh', [...limited, ...node]);
  return JSON.parse(stdout);
}

describe.skipIf(process.platform === 'win32')('at the limit of open files, a program', () => {
  it('cannot be started, which is reported, and can once there are files again', async () => {
    expect(await printed(STARTING)).toEqual({
      kind: 'not-started',
      detail: 'spawn /bin/sh EMFILE',
      later: 'found\n',
    });
  });

  it('is ended, though it is not seen whether it runs', async () => {
    expect(await printed(ENDING)).toEqual({ programs: 8, living: 0, troubles: [] });
  });
});
