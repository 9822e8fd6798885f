/** Which fault of a file of the history an error stands for. */
import { fileFaultOf } from '../storage/fault-codes.ts';
import type { DatabaseFault } from '../storage/fault-codes.ts';

export type FileFault = DatabaseFault | 'newer-version';

/** The file was written by a version of the program that is newer than this one. */
export class NewerVersion extends Error {}

/**
 * The fault behind an error of the database or of the file system.
 * @throws the error itself when it comes from neither, and so is a bug
 */
export function faultOf(error: unknown): FileFault {
  if (error instanceof NewerVersion) return 'newer-version';
  const fault = fileFaultOf(error);
  if (fault === null) throw error;
  return fault;
}

/** Whether a file with this fault must be set aside. */
export function isDamage(fault: FileFault): boolean {
  return fault === 'damaged' || fault === 'strange';
}
