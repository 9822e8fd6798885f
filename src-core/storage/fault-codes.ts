/** Which fault of a file an error stands for, by its code: SQLite's, or the system's. */
import { codeOf } from '../system/thrown-reason.ts';
import { DamagedValue } from './sqlite-values.ts';

/**
 * - `damaged`: certainly
 * - `strange`: an error that sound files do not cause: damage, or a bug in this program
 * - `moved`: another file has its name now, or none
 * - the others are temporary
 */
export type DatabaseFault =
  'damaged' | 'strange' | 'moved' | 'full' | 'in-use' | 'not-writable' | 'disk';

const SQLITE_FAULTS: readonly (readonly [codes: RegExp, fault: DatabaseFault])[] = [
  [/^SQLITE_(CORRUPT|NOTADB|IOERR_SHORT_READ)/, 'damaged'],
  [/^SQLITE_READONLY_DBMOVED/, 'moved'],
  [/^SQLITE_FULL/, 'full'],
  [/^SQLITE_(BUSY|LOCKED|PROTOCOL)/, 'in-use'],
  [/^SQLITE_(READONLY|CANTOPEN|PERM|AUTH)/, 'not-writable'],
  [/^SQLITE_(IOERR|NOLFS|NOMEM)/, 'disk'],
  [/^SQLITE_/, 'strange'],
];

/** The fault that an error stands for; null when it does not come from SQLite. */
export function databaseFaultOf(error: unknown): DatabaseFault | null {
  return error instanceof DamagedValue ? 'damaged' : sqliteFaultOf(codeOf(error));
}

/** The fault that an error of SQLite or of the file system stands for; null when it comes from neither, and so is a bug. */
export function fileFaultOf(error: unknown): DatabaseFault | null {
  const isOfSystem = error instanceof Error && 'code' in error && 'syscall' in error;
  return databaseFaultOf(error) ?? (isOfSystem ? faultOfCode(codeOf(error)) : null);
}

/** The fault that a code of SQLite or of the system stands for, such as `ENOSPC`. */
export function faultOfCode(code: string | null): DatabaseFault {
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return 'full';
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'not-writable';
    default:
      return sqliteFaultOf(code) ?? 'disk';
  }
}

function sqliteFaultOf(code: string | null): DatabaseFault | null {
  return SQLITE_FAULTS.find(([codes]) => codes.test(String(code)))?.[1] ?? null;
}
