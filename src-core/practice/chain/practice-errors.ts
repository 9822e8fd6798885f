/** Why a practice network could not be started. */
import type { ListenFailure } from '../../listening/listen-error.ts';

export type PracticeError = ListenFailure<'practice', null> | PracticeDataError;

/**
 * The data file cannot be used:
 * - `unusable`: it cannot be created or opened
 * - `other-layout`: another version of this program wrote it
 * - `in-use`: another practice node has it open
 * - `other-network`: it holds the chains of another graph; they need a reset first
 */
export interface PracticeDataError {
  readonly kind: 'practice-data';
  readonly reason: 'unusable' | 'other-layout' | 'in-use' | 'other-network';
  readonly setting: 'practiceGraph' | null;
  /** Null when the chains are kept in memory. */
  readonly file: string | null;
  /** In English, for the log. */
  readonly detail: string;
}
