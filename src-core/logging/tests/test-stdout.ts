/** What stands in for the stdout of a process: a file, or a pipe that is read when a test says so. */
import { execFileSync } from 'node:child_process';
import {
  closeSync,
  constants,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder that is removed with its test. */
export function testFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'heddle-stdout-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Stdout that goes into a file. */
export function fileStdout(): { stdout: number; written: () => string } {
  const path = join(testFolder(), 'stdout');
  const stdout = openSync(path, 'w');
  onTestFinished(() => closeSync(stdout));
  return { stdout, written: () => readFileSync(path, 'utf8') };
}

/** Stdout that is a pipe, which takes nothing more when it is full. */
export function pipeStdout() {
  const path = join(testFolder(), 'stdout');
  execFileSync('mkfifo', [path]);
  const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const stdout = openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
  onTestFinished(() => closeSync(stdout));
  return {
    stdout,
    /** What is in the pipe, which is then empty. */
    read(): string {
      const bytes = Buffer.alloc(1024 * 1024);
      return bytes.toString('utf8', 0, readSync(reader, bytes));
    },
    /** The reader is gone. */
    close: () => closeSync(reader),
  };
}
