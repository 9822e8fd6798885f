/**
 * The limit of open files, which connections count towards. Node does not say when it is reached: the connections that
 * wait are accepted and closed at once (libuv, `uv__emfile_trick`).
 */
import { execFileSync } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { devNull } from 'node:os';
import { codeOf } from './thrown-reason.ts';

/** Whether this process can open one more file or connection. */
export function canOpenMore(): boolean {
  try {
    closeSync(openSync(devNull, 'r'));
    return true;
  } catch (error) {
    // EMFILE: the limit of this process; ENFILE: that of the whole system.
    const code = codeOf(error);
    return code !== 'EMFILE' && code !== 'ENFILE';
  }
}

/**
 * How many files this process may have open; null where that is not known. Call it before they run
 * out.
 */
export function openFilesLimit(): number | null {
  if (process.platform === 'win32') return null;
  try {
    const text =
      process.platform === 'linux'
        ? (/^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1] ?? '')
        : execFileSync('/bin/sh', ['-c', 'ulimit -n'], { encoding: 'utf8' });
    const limit = parseInt(text, 10);
    return Number.isNaN(limit) ? null : limit;
  } catch {
    // The number is for a sentence, which works without it.
    return null;
  }
}
