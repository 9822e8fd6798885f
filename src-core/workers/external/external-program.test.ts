/** One run of a program: how it is watched, read and ended. */
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { isRunning, writeScripts } from '../../tests/script-workers.ts';
import type { ScriptFolder } from '../../tests/script-workers.ts';
import { runProgram } from './external-program.ts';
import type { RunningProgram } from './external-program.ts';
import { answering, processGroups } from './tests/process-groups.ts';

const { endLater } = processGroups();
let scripts: ScriptFolder;
let programs: RunningProgram[] = [];
beforeAll(async () => {
  scripts = await writeScripts();
});
afterEach(async () => {
  vi.useRealTimers();
  await Promise.all(programs.map((program) => program.stop()));
  programs = [];
});
afterAll(() => scripts.remove());

/** A program, the lines of its error output, notes about it, and the groups that are watched because of it. */
function run(commandLine: string, input = Buffer.from('work')) {
  const notes: string[] = [];
  const lines: string[] = [];
  const guarded: string[] = [];
  const program = runProgram({
    ...{ commandLine, environment: process.env, input },
    guard: {
      watch: (leader) => void guarded.push(`+ ${leader}`),
      release: (leader) => void guarded.push(`- ${leader}`),
      close: () => undefined,
    },
    onErrorLine: (line) => void lines.push(line),
    onNote: (note) => void notes.push(note),
    onRunsOn: (why) => void notes.push(why),
  });
  programs.push(program);
  return { ...program, lines, notes, guarded };
}

const file = (name: string): string => join(scripts.path, name);
const appears = (name: string): Promise<void> =>
  vi.waitFor(() => expect(existsSync(file(name))).toBe(true), { timeout: 20_000, interval: 5 });

describe.skipIf(process.platform === 'win32')('a program', () => {
  it('is read, and watched from its start until it and what it left are gone', async () => {
    const program = run(`${scripts.notePid('$$', 'watched')}; cat; echo why >&2; exit 3;`);
    const value = { code: 3, signal: null, output: 'work', lastErrorLine: 'why' };
    expect(await program.ended).toEqual({ ok: true, value });
    const pid = await scripts.pidFrom('watched');
    expect(program.guarded).toEqual([`+ ${pid}`]);
    await Promise.all([program.stop(), program.stop()]);
    expect(program.guarded).toEqual([`+ ${pid}`, `- ${pid}`]);
  });

  it('is ended when it prints without end, before anyone asks', async () => {
    const { ended } = run(`${scripts.notePid('$$', 'endless')}; yes; true`);
    expect(await ended).toMatchObject({ error: { kind: 'endless-output' } });
    const pid = await scripts.pidFrom('endless');
    await vi.waitFor(() => expect(isRunning(pid)).toBe(false), 20_000);
  });

  it('is not heard any more once it has ended, though what it left writes to its outputs', async () => {
    const left = `until [ -e '${file('go')}' ]; do sleep 0.01; done; echo late >&2; echo > '${file('wrote')}'; sleep 1000`;
    const { ended, lines } = run(`(${left}) & echo found; echo first >&2;`);
    expect(await ended).toMatchObject({ value: { output: 'found\n' } });
    await writeFile(file('go'), '');
    await appears('wrote');
    await new Promise(setImmediate);
    expect(lines).toEqual(['first']);
  });

  it('may write a mebibyte of errors in a second, and waits to write more', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const printing = (bytes: number): string =>
      `head -c ${bytes} /dev/zero | tr '\\0' x >&2; echo found;`;
    const { ended, lines } = run(printing(2_000_000));
    let isOver = false;
    void ended.then(() => (isOver = true));
    // In a time in which others write more, each less than a mebibyte.
    for (let other = 0; other < 3; other += 1) {
      expect((await run(printing(1_000_000)).ended).ok).toBe(true);
    }
    expect(isOver).toBe(false);
    while (!isOver) {
      for (let turn = 0; turn < 200; turn += 1) await new Promise(setImmediate);
      vi.advanceTimersByTime(1_000);
    }
    expect(await ended).toMatchObject({ value: { code: 0, output: 'found\n' } });
    expect(lines).toEqual([`${'x'.repeat(1_000)}…`]);
    // No timer stays behind.
    expect(vi.getTimerCount()).toBe(0);
  });

  it('need not read its input, which is noted', async () => {
    // More than a pipe holds.
    const { ended, notes } = run('exec 0<&-; echo found;', Buffer.alloc(4 * 1024 * 1024));
    expect(await ended).toMatchObject({ value: { code: 0, output: 'found\n' } });
    await vi.waitFor(() => expect(notes).toHaveLength(1), 20_000);
    expect(notes[0]).toMatch(/^it did not read its input: .*E[A-Z]+$/);
  });

  it.runIf(process.platform === 'linux')('leaves no pipe open to what left its group', async () => {
    const pipes = (): number =>
      process.getActiveResourcesInfo().filter((kind) => kind === 'PipeWrap').length;
    const before = pipes();
    const away = `setsid sh -c 'echo $$ > "${file('away')}"; exec sleep 1000'`;
    const program = run(`${away} & sleep 1000; true`);
    endLater(await scripts.pidFrom('away'));
    expect(pipes()).toBeGreaterThan(before);
    await program.stop();
    await vi.waitFor(() => expect(pipes()).toBeLessThanOrEqual(before), 20_000);
  });

  it('stays watched when it cannot be ended', async () => {
    const { stop, guarded, notes } = run(`${scripts.notePid('$$', 'refuses')}; sleep 1000; true`);
    const pid = await scripts.pidFrom('refuses');
    endLater(pid);
    answering(() => 'EPERM');
    await stop();
    expect(notes).toEqual(['refused']);
    expect(guarded).toEqual([`+ ${pid}`]);
  });
});
