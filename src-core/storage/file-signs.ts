/**
 * What can be seen of an open database file from outside: SQLite works from its cache and does not notice
 * that the file was deleted, cut short or overwritten.
 */
import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { identityOf } from './database-file.ts';

interface FileWatch {
  /**
   * `gone`: deleted or replaced; `overwritten`: it or its log, or cut short; `log-lost`: its log is deleted or
   * replaced; null: as it was at the last look.
   * @throws the system's error when it cannot be looked at
   */
  loss(): 'gone' | 'overwritten' | 'log-lost' | null;
  /** What is there now is right: to be called after its log was made again. */
  accept(): void;
  /** To be called after the database was closed. */
  close(): void;
}

interface FileSigns {
  readonly log: string | null;
  /** Bytes; neither shrinks while it is open. */
  readonly size: number;
  readonly logSize: number;
}

const BEGINNING = Buffer.from('SQLite format 3\0');
/** The last bit says in which byte order its checksums are. */
const LOG_BEGINNING = 0x377f0682;

/**
 * Looks at a database file that is open. The file is opened once for all looks: closing it ends all locks that
 * this process has on it (fcntl(2)), SQLite's among them.
 * @throws the system's error when it cannot be looked at
 */
export function watchFile(path: string): FileWatch {
  const log = `${path}-wal`;
  const descriptor = openSync(path, 'r');
  let before: FileSigns;
  try {
    before = signsNow();
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }

  function signsNow(): FileSigns {
    return { log: identityOf(log), size: fstatSync(descriptor).size, logSize: sizeOf(log) };
  }

  function isOverwritten(now: FileSigns): boolean {
    const isCut = now.size < before.size || now.logSize < before.logSize;
    const isBegun = beginning(descriptor, BEGINNING.length).equals(BEGINNING);
    return isCut || !isBegun || !isLogBeginning(log);
  }

  return {
    loss() {
      const { dev, ino } = fstatSync(descriptor, { bigint: true });
      if (identityOf(path) !== `${dev}:${ino}`) return 'gone';
      const now = signsNow();
      if (before.log !== null && now.log !== before.log) return 'log-lost';
      if (isOverwritten(now)) return 'overwritten';
      before = now;
      return null;
    },
    accept: () => void (before = signsNow()),
    close: () => closeSync(descriptor),
  };
}

/** Also of a log that is empty, or not there. Only the database file has locks, so this one is opened each time. */
function isLogBeginning(log: string): boolean {
  if (identityOf(log) === null) return true;
  const descriptor = openSync(log, 'r');
  try {
    const bytes = beginning(descriptor, 4);
    if (bytes.length === 0) return true;
    return bytes.length === 4 && (bytes.readUInt32BE() & ~1) === LOG_BEGINNING;
  } finally {
    closeSync(descriptor);
  }
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

function beginning(descriptor: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  return bytes.subarray(0, readSync(descriptor, bytes, 0, length, 0));
}
