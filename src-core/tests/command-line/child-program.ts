/** The program in a terminal as a child process, as a user or a script runs it. */
import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../../cli.ts', import.meta.url));

/** Arguments of Node before those of the program. */
export const PROGRAM_ARGV = ['--disable-warning=ExperimentalWarning', PROGRAM];

export interface ChildProgram {
  readonly child: ChildProcessWithoutNullStreams;
  /** Lines of stdout so far, without their breaks. */
  readonly lines: readonly string[];
  /** All of stderr so far. */
  errors(): string;
  /** The first line that contains `text`, when it is there; rejects when the program ends without. */
  line(text: string): Promise<string>;
  /** Exit code, after both streams ended. */
  readonly ended: Promise<number | null>;
}

/** Starts the program; `variables` are added to the environment, and `before` stands before its own words. */
export function startProgram(
  argv: readonly string[],
  variables: Readonly<Record<string, string | undefined>> = {},
  before: readonly string[] = [],
): ChildProgram {
  const [command = '', ...rest] = [...before, process.execPath, ...PROGRAM_ARGV, ...argv];
  const child = spawn(command, rest, {
    env: { ...process.env, ...variables },
  });
  const lines: string[] = [];
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const reader = createInterface({ input: child.stdout });
  reader.on('line', (line) => lines.push(line));
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  return {
    child,
    lines,
    errors: () => errors,
    ended,
    line: (text) =>
      new Promise((resolve, reject) => {
        const earlier = lines.find((line) => line.includes(text));
        if (earlier !== undefined) {
          resolve(earlier);
          return;
        }
        const look = (line: string): void => {
          if (!line.includes(text)) return;
          reader.off('line', look);
          resolve(line);
        };
        reader.on('line', look);
        child.on('close', () => {
          reject(new Error(`ended without "${text}": ${errors}\n${lines.join('\n')}`));
        });
      }),
  };
}

export interface ProgramRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the program to its end. */
export async function runProgram(argv: readonly string[]): Promise<ProgramRun> {
  const { child, errors, ended } = startProgram(argv);
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  return { code: await ended, stdout, stderr: errors() };
}
