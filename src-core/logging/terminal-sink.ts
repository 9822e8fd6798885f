/** Log lines on stdout, as fast as its reader takes them; coloured only on a terminal. */
import { write } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { isatty } from 'node:tty';
import { promisify } from 'node:util';
import { formatLogJson } from './log-json.ts';
import { formatLogLine } from './log-line.ts';
import type { LogSink } from './logger.ts';

export interface TerminalSinkOptions {
  readonly format: 'text' | 'json';
  /** The reader of the pipe went away; nothing is written any more. Called once. */
  readonly onGone: () => void;
}

const STDOUT = 1;
/** A reader that has nothing to take is asked again after this time. */
const AGAIN_MS = 10;

/**
 * A sink that writes to stdout. Another fault of it, such as a full disk, is told once on stderr,
 * and what cannot be written is left out.
 */
export function openTerminalSink({ format, onGone }: TerminalSinkOptions): LogSink {
  const colours = isatty(STDOUT);
  let isGone = false;
  let isTold = false;
  // With both gone, nothing is left to tell anybody on, and that is no reason to end.
  process.stderr.on('error', () => undefined);
  return async (batch) => {
    if (isGone) return;
    const lines = batch.map((record) =>
      format === 'json' ? formatLogJson(record) : formatLogLine(record, { colours }),
    );
    try {
      await writeOut(Buffer.from(lines.map((line) => `${line}\n`).join('')));
    } catch (error) {
      if (codeOf(error) === 'EPIPE') {
        isGone = true;
        onGone();
      } else if (!isTold) {
        isTold = true;
        process.stderr.write(
          `the log cannot be written to stdout: ${error instanceof Error ? error.message : String(error)}\n`,
        );
      }
    }
  };
}

const writeSome = promisify(write);

/**
 * Writes all of it beside the main thread. (`process.stdout` writes to terminals and pipes in the main
 * thread: one that is held, by Ctrl-S or a slow reader, would hold mining too.)
 */
async function writeOut(bytes: Buffer): Promise<void> {
  let rest = bytes;
  while (rest.length > 0) {
    try {
      const { bytesWritten } = await writeSome(STDOUT, rest);
      rest = rest.subarray(bytesWritten);
    } catch (error) {
      // Another program that has the same terminal or pipe may have made it non-blocking.
      if (codeOf(error) !== 'EAGAIN') throw error;
      await delay(AGAIN_MS);
    }
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : null;
}
