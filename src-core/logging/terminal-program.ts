/** What every program in a terminal is wrapped in. */
import { EXIT } from '../system/exit-codes.ts';
import { reasonOf } from '../system/thrown-reason.ts';
import { sayOnStderr } from './stderr-line.ts';

/**
 * Runs a program and ends this process with the exit code it resolves to; what it throws ends the process with a
 * sentence on stderr instead of a stack.
 * @param name how the sentence calls it
 */
export async function runTerminalProgram(name: string, run: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await run();
  } catch (error) {
    sayOnStderr(`${name} has ended because of a fault in it: ${reasonOf(error)}`);
    // What it left open must not keep it running.
    process.exit(EXIT.failed);
  }
}
