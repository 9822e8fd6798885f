/** One run of a program: how it is watched, read and ended. */
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { isRunning, writeScripts } from '../../tests/script-workers.ts';
import type { ScriptFolder } from '../../tests/script-workers.ts';
import { runProgram } from './external-program.ts';
import type { RunningProgram } from './external-program.ts';

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

/** A program, the lines of its error output, and the groups that are watched because of it. */
function run(commandLine: string) {
  const lines: string[] = [];
  const guarded: string[] = [];
  const program = runProgram({
    ...{ commandLine, environment: process.env, input: Buffer.from('work') },
    guard: {
      watch: (leader) => void guarded.push(`+ ${leader}`),
      release: (leader) => void guarded.push(`- ${leader}`),
      close: () => undefined,
    },
    onErrorLine: (line) => void lines.push(line),
    ...{ onNote: () => undefined, onRunsOn: () => undefined },
  });
  programs.push(program);
  return { ...program, lines, guarded };
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
    const { ended, lines } = run(`head -c 3000000 /dev/zero | tr '\\0' x >&2; echo found;`);
    let isOver = false;
    void ended.then(() => (isOver = true));
    let seconds = 0;
    while (!isOver) {
      for (let turn = 0; turn < 200; turn += 1) await new Promise(setImmediate);
      vi.advanceTimersByTime(1_000);
      seconds += 1;
    }
    expect(seconds).toBeGreaterThanOrEqual(3);
    expect(await ended).toMatchObject({ value: { code: 0, output: 'found\n' } });
    expect(lines).toEqual([`${'x'.repeat(1_000)}…`]);
    // No timer stays behind.
    expect(vi.getTimerCount()).toBe(0);
  });
});
