/**
 * What can be seen of an open database file from outside: SQLite works from its cache and does not notice
 * that the file was deleted, cut short or overwritten.
 */
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { identityOf } from './database-file.ts';

interface FileSigns {
  /** Null where there is no file. */
  readonly identity: string | null;
  readonly log: string | null;
  /** Bytes; neither shrinks while it is open. */
  readonly size: number;
  readonly logSize: number;
  readonly beginsRight: boolean;
}

const BEGINNING = Buffer.from('SQLite format 3\0');
/** The last bit says in which byte order its checksums are. */
const LOG_BEGINNING = 0x377f0682;

/** @throws the system's error when it cannot be looked at */
export function fileSigns(path: string): FileSigns {
  const log = `${path}-wal`;
  const logStart = beginningOf(log, 4);
  return {
    identity: identityOf(path),
    log: identityOf(log),
    size: sizeOf(path),
    logSize: sizeOf(log),
    beginsRight:
      beginningOf(path, BEGINNING.length).equals(BEGINNING) &&
      (logStart.length === 0 || (logStart.length === 4 && isLogBeginning(logStart))),
  };
}

/** `gone`: deleted or replaced; `doubtful`: cut short or overwritten, or its log is lost; null: as it should be. */
export function lossBetween(before: FileSigns, now: FileSigns): 'gone' | 'doubtful' | null {
  if (now.identity !== before.identity) return 'gone';
  const lostLog = before.log !== null && now.log !== before.log;
  const isCut = now.size < before.size || now.logSize < before.logSize;
  return lostLog || isCut || !now.beginsRight ? 'doubtful' : null;
}

function isLogBeginning(bytes: Buffer): boolean {
  return (bytes.readUInt32BE() & ~1) === LOG_BEGINNING;
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

function beginningOf(path: string, length: number): Buffer {
  if (identityOf(path) === null) return Buffer.alloc(0);
  const descriptor = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(length);
    return bytes.subarray(0, readSync(descriptor, bytes, 0, length, 0));
  } finally {
    closeSync(descriptor);
  }
}
