/** What a program in a terminal prints for whoever called it: on stdout, which may take nothing. */
import { sayOnStderr } from '../logging/stderr-line.ts';
import { EXIT } from '../system/exit-codes.ts';
import { codeOf, reasonOf } from '../system/thrown-reason.ts';

/**
 * Prints the text. A reader that is gone, as behind `| head`, has read enough: nothing is said about it.
 * @param code the exit code of what has been printed
 * @returns the exit code; another one where it could not be printed
 */
export async function print(text: string, code: number = EXIT.done): Promise<number> {
  const error = await written(text);
  if (error === null) return code;
  // EOF: a pipe of Windows.
  if (codeOf(error) === 'EPIPE' || codeOf(error) === 'EOF') return EXIT.unread;
  sayOnStderr(`stdout cannot be written: ${reasonOf(error)}`);
  return EXIT.failed;
}

function written(text: string): Promise<Error | null> {
  // The event comes besides the callback, and without a listener it ends the program with a stack.
  process.stdout.on('error', () => undefined);
  return new Promise((resolve) => {
    process.stdout.write(text, (error) => resolve(error ?? null));
  });
}
