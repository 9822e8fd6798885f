/** Why a practice network could not be started. */
export type PracticeErrorKind =
  /** Something else listens on that port. */
  | 'port-taken'
  /** The interface is not of this machine, or the port needs rights that are missing. */
  | 'address-unusable'
  /** The data file cannot be made, opened or understood. */
  | 'data-unusable'
  /** Another practice node has the data file open. */
  | 'data-in-use'
  /** The data file holds the chains of another graph: they need a reset first. */
  | 'data-of-another-network';

export interface PracticeError {
  readonly kind: PracticeErrorKind;
  /** What went wrong, in a sentence. */
  readonly message: string;
}
