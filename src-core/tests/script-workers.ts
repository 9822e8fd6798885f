/** External workers of one test, in a folder of their own. */
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { writePrograms } from './script-programs.ts';
import type { ScriptProgram } from './script-programs.ts';

export interface ScriptFolder {
  readonly path: string;
  /** The command that runs one of the programs. */
  command(name: ScriptProgram): string;
  /** A shell command that writes the process id \`$pid\` into a file; see {@link pidFrom}. */
  notePid(pid: string, name: string): string;
  /** Waits for such a process id. */
  pidFrom(name: string): Promise<number>;
  remove(): Promise<void>;
}

/** Writes the programs into a new folder. */
export async function writeScripts(): Promise<ScriptFolder> {
  const path = await mkdtemp(join(tmpdir(), 'script-workers-'));
  const command = await writePrograms(path);
  return {
    path,
    command,
    notePid: (pid, name) => `echo ${pid} > '${join(path, name)}'`,
    pidFrom: (name) =>
      vi.waitFor(
        async () => {
          const pid = Number(await readFile(join(path, name), 'utf8'));
          if (pid === 0) throw new Error('not written yet');
          return pid;
        },
        { timeout: 10_000, interval: 10 },
      ),
    remove: () => rm(path, { recursive: true, force: true }),
  };
}

/** Whether a process runs; one that has ended but was not collected does not. */
export function isRunning(pid: number): boolean {
  try {
    const state = execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
    return !state.trim().startsWith('Z');
  } catch {
    // `ps` says 1 for a process that is not there.
    return false;
  }
}
