/** Log lines on stdout, as fast as its reader takes them; coloured only on a terminal. */
import { formatLogJson } from './log-json.ts';
import { formatLogLine } from './log-line.ts';
import type { LogSink } from './logger.ts';

/** Opens stdout for the log. Only one of these may be open in a program. */
export function openTerminalSink(format: 'text' | 'json'): LogSink {
  const colours = process.stdout.isTTY;
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // The reader of a pipe went away: nobody is left to tell.
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  return (batch) =>
    new Promise((resolve) => {
      const text = batch
        .map((record) =>
          format === 'json' ? formatLogJson(record) : formatLogLine(record, { colours }),
        )
        .map((line) => `${line}\n`)
        .join('');
      process.stdout.write(text, () => resolve());
    });
}
