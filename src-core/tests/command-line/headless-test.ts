/** The program in a terminal, as a child process with a folder of its own for each test. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it as plain } from 'vitest';
import { layEasyPractice } from '../easy-practice.ts';
import { startProgram } from './child-program.ts';
import type { ChildProgram } from './child-program.ts';

interface Headless {
  readonly program: {
    /** A folder of the test's own. */
    readonly folder: string;
    /** Starts the program; it is killed after the test if it has not ended. */
    readonly start: typeof startProgram;
    /** Starts the program with `folder` as its data folder. */
    readonly heddle: (...argv: string[]) => ChildProgram;
  };
}

/** A test of the program. */
export const it = plain.extend<Headless>({
  program: async ({ onTestFinished }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'heddle-headless-'));
    const running: ChildProgram[] = [];
    onTestFinished(async () => {
      for (const run of running) run.child.kill('SIGKILL');
      await Promise.all(running.map(({ ended }) => ended));
      await rm(folder, { recursive: true, force: true });
    });
    const start: typeof startProgram = (...words) => {
      const run = startProgram(...words);
      running.push(run);
      return run;
    };
    await use({ folder, start, heddle: (...argv) => start(['--data-dir', folder, ...argv]) });
  },
});

/** Words that mine on a small practice network. */
export const MINE = ['--practice', '--practice-graph', 'triangle', '--worker', 'cpu'];

/**
 * A test whose practice network has easy blocks: of 50 000 expected hashes, which take part of a
 * second, on a machine under load as well.
 */
export const itMines = it.extend<{ easy: void }>({
  easy: [
    async ({ program }, use) => {
      await layEasyPractice(program.folder, 'triangle', 50_000);
      await use();
    },
    { auto: true },
  ],
});

/** Sends a signal; resolves with the exit code. */
export function stopped(
  run: ChildProgram,
  signal: 'SIGINT' | 'SIGTERM' | 'SIGHUP' = 'SIGTERM',
): Promise<number | null> {
  run.child.kill(signal);
  return run.ended;
}
