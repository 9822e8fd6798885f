/** The program in a terminal, as a case runs it: on the front of its trial, in its data directory. */
import { startProgram } from '../../src-core/tests/command-line/child-program.ts';
import type { ChildProgram } from '../../src-core/tests/command-line/child-program.ts';
import { PUBLIC_KEY } from './trial.ts';
import type { Trial } from './trial.ts';

interface ProgramRun extends ChildProgram {
  /** Ends it as a user does. @throws where it does not end well */
  stop(): Promise<void>;
}

/** Mines with a tenth of a core. */
export function startProgramOn(
  { folder, front }: Pick<Trial, 'folder' | 'front'>,
  argv: readonly string[] = [],
): ProgramRun {
  const mine = ['--worker', 'cpu', '--thread-count', '1', '--cpu-duty-cycle', '0.1'];
  const where = ['--data-dir', folder, '--node', front.address, '--public-key', PUBLIC_KEY];
  const run = startProgram([...where, ...mine, ...argv]);
  // Where the case fails, nothing of it stays.
  process.once('exit', () => run.child.kill('SIGKILL'));
  return {
    ...run,
    async stop() {
      run.child.kill('SIGTERM');
      const code = await run.ended;
      if (code !== 0) throw new Error(`the program ended with ${code}: ${run.errors()}`);
    },
  };
}
