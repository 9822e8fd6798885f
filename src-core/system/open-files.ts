/**
 * The limit of open files, which connections count towards. Node does not say when it is reached: the connections that
 * wait are accepted and closed at once (libuv, `uv__emfile_trick`).
 */
import { execFileSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { devNull } from 'node:os';
import { codeOf } from './thrown-reason.ts';

/**
 * Whether this process can open one more file or connection.
 * @param open opens one
 */
export function canOpenMore(open = (): number => openSync(devNull, 'r')): boolean {
  try {
    closeSync(open());
    return true;
  } catch (error) {
    // EMFILE: the limit of this process; ENFILE: that of the whole system.
    const code = codeOf(error);
    return code !== 'EMFILE' && code !== 'ENFILE';
  }
}

/**
 * How many files this process may open; null where that is not known, as on Windows. Call it before
 * they run out.
 * @param shell a POSIX shell; what it starts with are the limits of this process
 */
export function openFilesLimit(shell = '/bin/sh'): number | null {
  try {
    const limit = parseInt(execFileSync(shell, ['-c', 'ulimit -n']).toString(), 10);
    return Number.isNaN(limit) ? null : limit;
  } catch {
    // The number is for a sentence, which works without it.
    return null;
  }
}
