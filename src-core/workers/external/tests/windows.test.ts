/** What is different on Windows, tried elsewhere with programs that stand in for those of Windows. */
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { onSystem } from '../../../tests/other-system.ts';
import { isRunning } from '../../../tests/script-workers.ts';
import { parseAnswer } from '../external-answer.ts';
import { runProgram } from '../external-program.ts';
import { openOrphanGuard } from '../orphan-guard.ts';
import { endGroup, killGroupNow } from '../process-group.ts';
import { processGroups } from './process-groups.ts';

const { group } = processGroups();
const GROUP = 4_000_001;

describe.skipIf(process.platform === 'win32')('on Windows', () => {
  let folder = '';
  let asked = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'heddle-windows-'));
    asked = join(folder, 'asked');
    // Elsewhere this is a name and no path: it is looked for along PATH.
    const file = join(folder, String.raw`stand-in\System32\taskkill.exe`);
    await writeFile(file, `#!/bin/sh\necho "$*" >> '${asked}'\nexit $ENDS_WITH\n`, { mode: 0o700 });
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  beforeEach(async () => {
    await writeFile(asked, '');
    vi.stubEnv('PATH', `${folder}:${process.env['PATH']}`);
    vi.stubEnv('SystemRoot', 'stand-in');
    vi.stubEnv('ENDS_WITH', '0');
  });
  afterEach(() => vi.unstubAllEnvs());

  it.each([
    ['gone', '0'],
    // There is no such process.
    ['gone', '128'],
    ['refused', '1'],
  ])('a tree of processes is %s when taskkill ends with %s', async (outcome, code) => {
    vi.stubEnv('ENDS_WITH', code);
    expect(await onSystem('win32', () => endGroup(GROUP))).toBe(outcome);
    expect(await readFile(asked, 'utf8')).toBe(`/PID ${GROUP} /T /F\n`);
  });

  it('a tree of processes cannot be ended without taskkill', async () => {
    vi.stubEnv('SystemRoot', 'elsewhere');
    expect(await onSystem('win32', () => endGroup(GROUP))).toBe('refused');
  });

  it('taskkill has ended by the time that a tree counts as killed', async () => {
    onSystem('win32', () => killGroupNow(GROUP));
    expect(await readFile(asked, 'utf8')).toBe(`/PID ${GROUP} /T /F\n`);
  });

  it('no shell waits to end programs, which end as this process exits', async () => {
    const before = process.listeners('exit');
    const guard = onSystem('win32', openOrphanGuard);
    const atExit = process.listeners('exit').filter((listener) => !before.includes(listener));
    const [watched, other] = [await group(), await group()];
    guard.watch(watched.pid);
    onSystem('win32', () => atExit.forEach((listener) => listener(0)));
    expect(await readFile(asked, 'utf8')).toBe(`/PID ${watched.pid} /T /F\n`);
    guard.close();
    // As long as the shell takes that waits elsewhere.
    const elsewhere = openOrphanGuard();
    elsewhere.watch(other.pid);
    elsewhere.close();
    await once(other, 'exit');
    expect(isRunning(watched.pid)).toBe(true);
  });

  it('a command that cmd.exe does not find ends with 9009, which means nothing elsewhere', () => {
    const kindOn = (platform: NodeJS.Platform, code: number): unknown => {
      const answer = onSystem(platform, () => parseAnswer({ code, signal: null }, ''));
      return answer.ok ? answer.value : answer.error.kind;
    };
    expect(kindOn('win32', 9009)).toBe('command-not-found');
    expect(kindOn('win32', 127)).toBe('command-not-found');
    expect(kindOn('win32', 1)).toBe('exit-code');
    expect(kindOn('linux', 9009)).toBe('exit-code');
  });

  it('a program is not started where cmd.exe is missing', async () => {
    vi.stubEnv('comspec', 'no-cmd.exe');
    const watched: number[] = [];
    const guard = {
      watch: (leader: number) => void watched.push(leader),
      release: () => undefined,
    };
    const program = onSystem('win32', () =>
      runProgram({
        ...{ commandLine: 'miner', environment: process.env, input: Buffer.from('work') },
        guard: { ...guard, close: () => undefined },
        ...{ onErrorLine: () => undefined, onNote: () => undefined, onRunsOn: () => undefined },
      }),
    );
    const detail = 'spawn no-cmd.exe ENOENT';
    const reason = `it could not be started: ${detail}`;
    const error = { reason, kind: 'not-started', detail };
    expect(await program.ended).toEqual({ ok: false, error });
    await program.stop();
    expect(watched).toEqual([]);
  });
});
