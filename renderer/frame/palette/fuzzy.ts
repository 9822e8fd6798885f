/** Finds texts by a few of their letters. Pure. */

/** Points for a letter that begins a word, follows the letter found before, or is anywhere. */
const POINTS = { wordStart: 8, next: 5, other: 1 } as const;
/** A whole word of the query as it stands. */
const WHOLE_POINTS = 12;

/**
 * How well a query fits a text: each of its words must be found, letter by letter in order, without
 * regard for case and accents. Null when it does not fit; higher is better.
 */
export function fuzzyScore(query: string, text: string): number | null {
  const words = folded(query).split(/\s+/).filter(Boolean);
  const letters = folded(text);
  let score = 0;
  for (const word of words) {
    const points = wordScore(word, letters);
    if (points === null) return null;
    score += points;
  }
  // Of two that fit equally, the shorter one.
  return score - letters.length / 100;
}

function wordScore(word: string, letters: string): number | null {
  const whole = letters.indexOf(word);
  if (whole >= 0) {
    const points = isWordStart(letters, whole) ? POINTS.wordStart : POINTS.other;
    return WHOLE_POINTS + points + (word.length - 1) * POINTS.next;
  }
  let score = 0;
  let at = -1;
  for (const letter of word) {
    const found = letters.indexOf(letter, at + 1);
    if (found < 0) return null;
    score += isWordStart(letters, found)
      ? POINTS.wordStart
      : found === at + 1
        ? POINTS.next
        : POINTS.other;
    at = found;
  }
  return score;
}

function isWordStart(letters: string, at: number): boolean {
  return at === 0 || !/[\p{L}\p{N}]/u.test(letters[at - 1] ?? '');
}

function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
