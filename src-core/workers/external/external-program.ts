/**
 * One run of an external program: a shell command in a process group of its own, with its input,
 * the beginning of its output and the lines of its error output. What the output means is decided
 * in external-answer.ts.
 */
import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { reasonOf } from '../../system/thrown-reason.ts';
import { err, ok } from '../../result.ts';
import type { Result } from '../../result.ts';
import { createErrorLines } from './error-lines.ts';
import type { ProgramExit } from './external-answer.ts';
import { shellCommand } from './shell-command.ts';
import type { OrphanGuard } from './orphan-guard.ts';
import { endGroup } from './process-group.ts';
import type { RunsOn, WorkerFaultKind } from '../worker.ts';

export interface ProgramRun {
  /** The whole command line, for `/bin/sh -c` (or `cmd.exe`). */
  readonly commandLine: string;
  readonly environment: NodeJS.ProcessEnv;
  /** What the program finds on its standard input, which is then closed. */
  readonly input: Uint8Array;
  readonly guard: OrphanGuard;
  /** Called with each line of the error output. */
  readonly onErrorLine: (line: string) => void;
  /** Called with anything else worth a debug line. */
  readonly onNote: (text: string) => void;
  /** Called when the program cannot be ended. */
  readonly onRunsOn: (why: RunsOn) => void;
}

/** A program that ended by itself. */
export interface ProgramEnd extends ProgramExit {
  /** The beginning of its output: more than any answer needs. */
  readonly output: string;
  /** The last line of its error output, null without any. */
  readonly lastErrorLine: string | null;
}

/** A program that was not started, or was ended for what it did. */
export interface RunFault {
  readonly reason: string;
  readonly kind: WorkerFaultKind;
  readonly detail: string;
}

export interface RunningProgram {
  /**
   * Settles when the program ended by itself and its output was read, or could not be started or
   * was ended for printing without end.
   */
  readonly ended: Promise<Result<ProgramEnd, RunFault>>;
  /**
   * Ends the program, if it runs, and all processes that it started. Resolves when they are gone,
   * after 2 s at most. Safe to call twice.
   */
  stop(): Promise<void>;
}

/** Kept of the output. */
const KEPT_OUTPUT_BYTES = 4_096;
/** A program that prints more than this is not an external worker. */
export const OUTPUT_LIMIT_BYTES = 1024 * 1024;
/** Error output read per second; a program that writes more is slowed down by its full pipe. */
const ERROR_BYTES_PER_SECOND = 1024 * 1024;
/** How long the rest of the output is waited for when a child that stays behind holds it open. */
const DRAIN_MS = 200;

/** Starts a program. */
export function runProgram(run: ProgramRun): RunningProgram {
  const { guard, onErrorLine, onNote, onRunsOn } = run;
  let child: ChildProcessWithoutNullStreams;
  try {
    child = spawn(shellCommand(run.commandLine, process.platform), {
      shell: true,
      // On Windows `detached` would open a console window instead.
      detached: process.platform !== 'win32',
      windowsHide: true,
      env: run.environment,
      stdio: 'pipe',
    });
  } catch (error) {
    // For example an environment larger than the system allows.
    return neverStarted(Promise.resolve(error));
  }
  const leader = child.pid;
  // At the limit of open files such a child has no pipes either.
  if (leader === undefined) {
    return neverStarted(new Promise((resolve) => child.once('error', resolve)));
  }
  guard.watch(leader);

  // A program that wants no input may close it or be gone before it is written. That is no error.
  child.stdin.on('error', (error) => onNote(`it did not read its input: ${error.message}`));
  child.stdin.end(run.input);
  for (const output of [child.stdout, child.stderr]) {
    output.on('error', (error) => onNote(`its output cannot be read: ${error.message}`));
  }

  const errorLines = createErrorLines(onErrorLine);
  const stopReading = readSlowly(child.stderr, (chunk) => errorLines.push(chunk));
  const kept: Buffer[] = [];
  let outputBytes = 0;

  const ended = new Promise<Awaited<RunningProgram['ended']>>((resolve) => {
    let drain: NodeJS.Timeout | undefined;
    child.stdout.on('data', (chunk: Buffer) => {
      const room = KEPT_OUTPUT_BYTES - outputBytes;
      if (room > 0) kept.push(Buffer.from(chunk.subarray(0, room)));
      outputBytes += chunk.length;
      if (outputBytes > OUTPUT_LIMIT_BYTES) {
        const reason = 'it printed more than 1 MiB, and a nonce is expected';
        resolve(err({ reason, kind: 'endless-output', detail: '' }));
        void stop();
      }
    });
    child.once('error', (error) => resolve(err(couldNotStart(error))));
    const finish = (code: number | null, signal: NodeJS.Signals | null): void => {
      clearTimeout(drain);
      errorLines.end();
      const output = Buffer.concat(kept).toString('utf8');
      resolve(ok({ code, signal, output, lastErrorLine: errorLines.last() }));
    };
    child.once('close', finish);
    child.once('exit', (code, signal) => {
      // A child that stays behind may hold the output open: what it writes later is not read.
      drain = setTimeout(() => {
        stopReading();
        finish(code, signal);
      }, DRAIN_MS);
    });
  });

  let stopping: Promise<void> | null = null;
  async function end(leader: number): Promise<void> {
    const outcome = await endGroup(leader);
    if (outcome !== 'gone') onRunsOn(outcome);
    // Its pipes may be held by a process that left the group; they must not keep this one running.
    child.stdout.destroy();
    child.stderr.destroy();
    child.stdin.destroy();
    if (outcome === 'gone') guard.release(leader);
  }
  const stop = (): Promise<void> => (stopping ??= end(leader));
  return { ended, stop };
}

function neverStarted(error: Promise<unknown>): RunningProgram {
  return {
    ended: error.then((thrown) => err(couldNotStart(thrown))),
    stop: () => Promise.resolve(),
  };
}

function couldNotStart(error: unknown): RunFault {
  const detail = reasonOf(error);
  return { reason: `it could not be started: ${detail}`, kind: 'not-started', detail };
}

/**
 * Reads a stream at no more than a mebibyte per second. Returns a function that ends the reading.
 */
function readSlowly(
  stream: ChildProcessWithoutNullStreams['stderr'],
  onChunk: (chunk: Buffer) => void,
): () => void {
  let budget = ERROR_BYTES_PER_SECOND;
  let isDone = false;
  const refill = setInterval(() => {
    budget = ERROR_BYTES_PER_SECOND;
    stream.resume();
  }, 1_000);
  refill.unref();
  const stop = (): void => {
    isDone = true;
    clearInterval(refill);
  };
  stream.on('data', (chunk: Buffer) => {
    if (isDone) return;
    budget -= chunk.length;
    if (budget <= 0) stream.pause();
    onChunk(chunk);
  });
  stream.once('close', stop);
  return stop;
}
