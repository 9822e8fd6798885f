/** The program without a window. */
import { sayOnStderr } from '../logging/stderr-line.ts';
import { parseCommandLine } from './parse-command-line.ts';

/**
 * Does what the arguments after the program's name ask for: prints, or mines until SIGINT or SIGTERM,
 * with the log on stdout.
 * @returns the exit code: 0, or 1 when something was refused or mining ended by itself
 */
export async function runCommandLine(args: readonly string[]): Promise<number> {
  const command = await parseCommandLine(args);
  switch (command.kind) {
    case 'print':
      process.stdout.write(command.text);
      return 0;
    case 'refuse':
      sayOnStderr(command.message);
      return 1;
    case 'mine': {
      // Loaded on demand: it takes as long as everything else, and help should be quick.
      const { mineHeadless } = await import('./mine-headless.ts');
      return mineHeadless(command);
    }
  }
}
