/**
 * Files that only their owner may read: a history names accounts and addresses, a log the machines
 * of a network. Windows has no such modes; a user's folder is private there by default.
 */
import { chmodSync, closeSync, existsSync, lstatSync, openSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Modes for the owner alone. */
export const PRIVATE_FOLDER = 0o700;
export const PRIVATE_FILE = 0o600;

/** Creates an empty private file where there is none. Throws the system's error. */
export function makePrivateFile(path: string): void {
  // Opening and closing what is there would end the locks that this process has on it (fcntl(2)).
  if (!existsSync(path)) closeSync(openSync(path, 'a', PRIVATE_FILE));
}

/**
 * Closes a file or folder of this user to all others. Files of another user, links and devices are
 * left alone.
 * @returns whether others can still read it
 * @throws the system's error
 */
export function closeToOthers(path: string): boolean {
  const own = process.getuid?.();
  if (own === undefined) return false;
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats === undefined || (stats.mode & 0o077) === 0) return false;
  if (!stats.isFile() && !stats.isDirectory()) return false;
  if (stats.uid !== own) return true;
  chmodSync(path, stats.isDirectory() ? PRIVATE_FOLDER : PRIVATE_FILE);
  return false;
}

/** Files of this program in a data folder: those that older versions made were open to all. */
const OWN_FILES =
  /^(history\.db|practice\.db|outbox\.jsonl|devices\.json|machine-turns\.db|notices\.json|heddle\.lock)/;

/** Closes this program's files in a data folder; the names of those that stay open. Throws the system's error. */
export function closeDataFiles(folder: string): readonly string[] {
  return readdirSync(folder).filter(
    (name) => OWN_FILES.test(name) && closeToOthers(join(folder, name)),
  );
}

/** Whether other users of this computer can look into a folder. */
export function isOpenToOthers(folder: string): boolean {
  return process.getuid !== undefined && (lstatSync(folder).mode & 0o077) !== 0;
}
