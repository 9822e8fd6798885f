/** The program without a window: does what the words after its name say. */
import { parseCommandLine } from './parse-command-line.ts';

/**
 * Reads the words, then prints or mines; logs go to stdout. Settles when all is done, mining after
 * SIGINT or SIGTERM.
 * @returns the exit code: 0, or 1 when something was refused or mining ended by itself
 */
export async function runCommandLine(words: readonly string[]): Promise<number> {
  const command = await parseCommandLine(words);
  switch (command.kind) {
    case 'print':
      process.stdout.write(command.text);
      return 0;
    case 'refuse':
      process.stderr.write(`${command.message}\n`);
      return 1;
    case 'mine': {
      // Loading the miner takes as long as all the rest: who only asks for help need not wait.
      const { mineHeadless } = await import('./mine-headless.ts');
      return mineHeadless(command);
    }
  }
}
