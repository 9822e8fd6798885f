/**
 * Shortens a long word in the middle: hashes and keys are told apart by both ends.
 * @param keep characters kept on each side
 */
export function shortened(text: string, keep = 6): string {
  return text.length <= keep * 2 + 1 ? text : `${text.slice(0, keep)}…${text.slice(-keep)}`;
}
