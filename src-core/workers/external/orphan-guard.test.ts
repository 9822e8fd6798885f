/** No external program outlives this one: tried with a process of our own that is killed, too. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isRunning, writeScripts } from '../../tests/script-workers.ts';
import type { ScriptFolder } from '../../tests/script-workers.ts';
import { openOrphanGuard } from './orphan-guard.ts';
import { processGroups } from './tests/process-groups.ts';

const { group } = processGroups();
let scripts: ScriptFolder;
let miner: ChildProcess | null = null;

beforeEach(async () => {
  scripts = await writeScripts();
});
afterEach(async () => {
  miner?.kill('SIGKILL');
  await scripts.remove();
});

/** A process that runs `command` under a guard, and then does what `ending` says. */
async function startMiner(command: string, ending: string): Promise<ChildProcess> {
  const module = (name: string): string =>
    JSON.stringify(fileURLToPath(new URL(name, import.meta.url)));
  const script = join(scripts.path, 'miner.mjs');
  await writeFile(
    script,
    `import { openOrphanGuard } from ${module('./orphan-guard.ts')};
import { runProgram } from ${module('./external-program.ts')};
const guard = openOrphanGuard();
const done = runProgram({
  commandLine: ${JSON.stringify('true;')}, environment: process.env,
  input: new Uint8Array(286), guard, onErrorLine: () => undefined, onNote: () => undefined, onRunsOn: () => undefined,
});
await done.ended;
await done.stop();
runProgram({
  commandLine: ${JSON.stringify(command)}, environment: process.env,
  input: new Uint8Array(286), guard, onErrorLine: () => undefined, onNote: () => undefined, onRunsOn: () => undefined,
});
process.stdin.once('data', () => { ${ending} });
`,
  );
  return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script], {
    stdio: ['pipe', 'ignore', 'inherit'],
  });
}

describe('a miner that ends', () => {
  it.each([
    ['is killed', 'process.kill(process.pid, "SIGKILL")'],
    ['is terminated', 'process.kill(process.pid, "SIGTERM")'],
    ['exits', 'process.exit(0)'],
  ])('takes its programs and their children along when it %s', async (_how, ending) => {
    const { notePid } = scripts;
    const command = `sleep 1000 & ${notePid('$!', 'child')}; trap '' HUP; ${notePid('$$', 'shell')}; sleep 1000; true`;
    miner = await startMiner(command, ending);
    const pids = [await scripts.pidFrom('shell'), await scripts.pidFrom('child')];
    expect(pids.map(isRunning)).toEqual([true, true]);
    miner.stdin?.write('now');
    await vi.waitFor(() => expect(pids.map(isRunning)).toEqual([false, false]), 10_000);
  });

  it('ends a program that refuses to', async () => {
    const command = `trap '' TERM; ${scripts.notePid('$$', 'shell')}; while true; do sleep 0.1; done`;
    miner = await startMiner(command, 'process.kill(process.pid, "SIGKILL")');
    const pid = await scripts.pidFrom('shell');
    miner.stdin?.write('now');
    await vi.waitFor(() => expect(isRunning(pid)).toBe(false), 10_000);
  });
});

describe.skipIf(process.platform === 'win32')('a guard', () => {
  it('ends the groups on its list when it closes, and no others', async () => {
    const guard = openOrphanGuard();
    const [gone, first, second] = [await group(), await group(), await group()];
    for (const { pid } of [first, gone, second]) guard.watch(pid);
    guard.release(gone.pid);
    const ends = [once(first, 'exit'), once(second, 'exit')];
    guard.close();
    expect(await Promise.all(ends)).toEqual([
      [null, 'SIGTERM'],
      [null, 'SIGTERM'],
    ]);
    expect(isRunning(gone.pid)).toBe(true);
  });

  it('kills the groups on its list as this process exits, and leaves no listener', async () => {
    const before = process.listeners('exit');
    const guard = openOrphanGuard();
    const atExit = process.listeners('exit').filter((listener) => !before.includes(listener));
    const [gone, watched] = [await group(), await group()];
    guard.watch(gone.pid);
    guard.watch(watched.pid);
    guard.release(gone.pid);
    const end = once(watched, 'exit');
    for (const listener of atExit) listener(0);
    expect(await end).toEqual([null, 'SIGKILL']);
    expect(isRunning(gone.pid)).toBe(true);
    guard.close();
    expect(process.listeners('exit')).toEqual(before);
  });
});
