/** Log lines on stdout, as fast as its reader takes them, coloured only on a terminal. */
import { write } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { isatty } from 'node:tty';
import { promisify } from 'node:util';
import { formatLogJson } from './log-json.ts';
import { formatLogLine } from './log-line.ts';
import type { LogSink } from './logger.ts';
import { outliveStderr, sayOnStderr } from './stderr-line.ts';
import { codeOf, reasonOf } from '../system/thrown-reason.ts';

interface TerminalSinkOptions {
  readonly format: 'text' | 'json';
  /** Called once, when the reader of the pipe is gone; nothing is written from then on. */
  readonly onGone: () => void;
  /** The descriptor of stdout. */
  readonly stdout?: number;
  /** Whether stdout is a terminal. */
  readonly isTerminal?: boolean;
  readonly platform?: NodeJS.Platform;
  /** A console of Windows. */
  readonly console?: ConsoleOutput;
}

/** The part of `process.stdout` that is used. */
interface ConsoleOutput {
  write(text: string, done: (error?: Error | null) => void): unknown;
}

const STDOUT = 1;
/** Time after which a reader whose buffer is full is tried again. */
const RETRY_MS = 10;

/**
 * A sink that writes to stdout and never rejects. Faults other than a reader that is gone, such as
 * a full disk, are reported once on stderr, and what cannot be written is dropped.
 */
export function openTerminalSink(options: TerminalSinkOptions): LogSink {
  const { format, onGone, stdout = STDOUT, platform = process.platform } = options;
  const { isTerminal = isatty(stdout) } = options;
  const colours = takesColours(isTerminal, process.env);
  const isConsole = isTerminal && platform === 'win32';
  let isGone = false;
  let isReported = false;
  // With stdout and stderr both gone, there is no place left to report it, and no reason to exit.
  outliveStderr();
  return async (batch) => {
    if (isGone) return;
    const lines = batch.map((record) =>
      format === 'json' ? formatLogJson(record) : formatLogLine(record, { colours }),
    );
    try {
      const text = lines.map((line) => `${line}\n`).join('');
      // A console of Windows takes UTF-16, and colours once Node has asked for them.
      if (isConsole) await writeToConsole(text, options.console ?? process.stdout);
      else await writeOut(stdout, Buffer.from(text));
    } catch (error) {
      // EOF: a pipe of Windows.
      if (codeOf(error) === 'EPIPE' || codeOf(error) === 'EOF') {
        isGone = true;
        onGone();
      } else if (!isReported) {
        isReported = true;
        sayOnStderr(`the log cannot be written to stdout: ${reasonOf(error)}`);
      }
    }
  };
}

/** On a terminal that supports them, unless the user wants none (https://no-color.org). */
export function takesColours(isTerminal: boolean, environment: NodeJS.ProcessEnv): boolean {
  return isTerminal && (environment['NO_COLOR'] ?? '') === '' && environment['TERM'] !== 'dumb';
}

function writeToConsole(text: string, output: ConsoleOutput): Promise<void> {
  return new Promise((resolve, reject) => {
    output.write(text, (error) => (error ? reject(error) : resolve()));
  });
}

const writeSome = promisify(write);

/**
 * Writes all of it outside the main thread. (`process.stdout` writes to terminals and pipes in the
 * main thread: one that is paused, by Ctrl-S or a slow reader, would pause mining too.)
 */
async function writeOut(stdout: number, bytes: Buffer): Promise<void> {
  let rest = bytes;
  while (rest.length > 0) {
    try {
      const { bytesWritten } = await writeSome(stdout, rest);
      rest = rest.subarray(bytesWritten);
    } catch (error) {
      // Another program on the same terminal or pipe may have made it non-blocking.
      if (codeOf(error) !== 'EAGAIN') throw error;
      await delay(RETRY_MS);
    }
  }
}
