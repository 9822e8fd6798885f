/** Which fault of a file an error stands for. */
import { databaseFaultOf } from '../storage/database-file.ts';
import type { DatabaseFault } from '../storage/database-file.ts';

export type FileFault = DatabaseFault | 'newer-version';

/** The file was written by a version of the program that is newer than this one. */
export class NewerVersion extends Error {}

/**
 * The fault behind an error of the database or of the file system.
 * @throws the error itself when it comes from neither, and so is a bug
 */
export function faultOf(error: unknown): FileFault {
  if (error instanceof NewerVersion) return 'newer-version';
  const fault = databaseFaultOf(error);
  if (fault !== null) return fault;
  if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) throw error;
  switch (error.code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return 'full';
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'not-writable';
    default:
      return 'disk';
  }
}

/** Whether a file with this fault must be set aside. */
export function isDamage(fault: FileFault): boolean {
  return fault === 'damaged' || fault === 'strange';
}
