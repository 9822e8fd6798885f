/** Why a practice network could not be started. */
import type { ListenFailure } from '../../listening/listen-error.ts';
import { faultOfCode } from '../../storage/fault-codes.ts';
import { holderText, lockFaultText } from '../../system/data-lock.ts';
import type { LockError, LockHolder } from '../../system/data-lock.ts';

export type PracticeError = ListenFailure<'practice', null> | PracticeDataError;

/**
 * The data file cannot be used:
 * - `full`: it cannot be created or opened because the disk is full
 * - `lock-is-no-file`: its lock, `file`, is a folder or the like
 * - `unusable`: it cannot be created or opened for another reason
 * - `other-layout`: another version of this program wrote it
 * - `in-use`: another practice node has it open
 * - `other-network`: it holds the chains of another graph; they need a reset first
 */
export interface PracticeDataError {
  readonly kind: 'practice-data';
  readonly reason:
    'full' | 'lock-is-no-file' | 'unusable' | 'other-layout' | 'in-use' | 'other-network';
  readonly setting: 'practiceGraph' | null;
  /** Null when the chains are kept in memory. */
  readonly file: string | null;
  /** In English, for the log. */
  readonly detail: string;
}

/** The error when another node has the file open. A null `holder` has not said who it is. */
export function dataInUse(file: string | null, holder: LockHolder | null): PracticeDataError {
  const detail = `${holderText(holder)} uses it`;
  return { kind: 'practice-data', reason: 'in-use', setting: null, file, detail };
}

/** The error when the file cannot be locked. */
export function lockedData(file: string | null, error: LockError): PracticeDataError {
  if (error.kind === 'held') return dataInUse(file, error.holder);
  const detail = lockFaultText(error);
  const fault = { kind: 'practice-data', setting: null, detail } as const;
  return error.kind === 'not-a-file'
    ? { ...fault, reason: 'lock-is-no-file', file: error.path }
    : { ...fault, reason: faultOfCode(error.code) === 'full' ? 'full' : 'unusable', file };
}
