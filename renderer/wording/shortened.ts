/** Texts that are too long for their place, cut with an ellipsis. */

/**
 * Shortens a long word in the middle: hashes and keys are told apart by both ends.
 * @param keep characters kept on each side
 */
export function shortened(text: string, keep = 6): string {
  return text.length <= keep * 2 + 1 ? text : `${text.slice(0, keep)}…${text.slice(-keep)}`;
}

/** The beginning of a text, at most `limit` characters of it. */
export function beginningOf(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit)}…`;
}

/** A text without the stop at its end, to be put into a sentence. */
export function withoutStop(text: string): string {
  return text.replace(/[.\s]+$/, '');
}
