/**
 * Remembers that a database file was found sound, in `<file>.checked` beside it. A check reads the whole file: 0.4 s for
 * 190 MB (a year of 20 machines) that the system has in memory, far more from a slow disk. A file that this program closed
 * well and that has not changed since need not be read again at each start.
 */
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { PRIVATE_FILE } from '../system/private-files.ts';

const noteOf = (path: string): string => `${path}.checked`;

/**
 * When the database file was last checked, ms since the Unix epoch; null where it was not, has changed since, or was not
 * closed well. To be asked before the file is opened.
 */
export function lastCheckMs(path: string): number | null {
  try {
    const [signs, checked] = readFileSync(noteOf(path), 'utf8').split(' ');
    const checkedMs = Number(checked);
    return signs === signsOf(path) && Number.isSafeInteger(checkedMs) ? checkedMs : null;
  } catch {
    // No note, or none that can be read: the file is checked, which is never wrong.
    return null;
  }
}

/** Notes when the database file was checked. To be called after it was closed. */
export function noteCheck(path: string, checkedMs: number): void {
  try {
    // Without signs it is a note that is never believed.
    writeFileSync(noteOf(path), `${signsOf(path)} ${checkedMs}`, { mode: PRIVATE_FILE });
  } catch {
    // Without a note the next start checks the file.
  }
}

/** Changes with each write of a program to the file; null while its log holds something, as after a crash. */
function signsOf(path: string): string | null {
  const log = statSync(`${path}-wal`, { throwIfNoEntry: false });
  if (log !== undefined && log.size > 0) return null;
  const { dev, ino, size, mtimeNs } = statSync(path, { bigint: true });
  return `${dev}:${ino}:${size}:${mtimeNs}`;
}
