/** Texts that machines choose: bounded, in one line, with nothing in them that is not seen. */

/** Longest name (model, firmware, user) that is kept. */
const NAME_LIMIT = 64;
/** Longest address of a pool, and longest user name there, that is kept. */
export const POOL_TEXT_LIMIT = 256;
/** Longest part of an answer that is quoted. */
export const ANSWER_LIMIT = 160;

/** Control, format and other characters that are never drawn, and halves of characters. */
const UNSEEN = '\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Default_Ignorable_Code_Point}\\u2028\\u2029';
const INVISIBLE = new RegExp(`[${UNSEEN}]+`, 'gu');

/** At most `limit` characters in one line, without invisible ones; `…` stands for what was cut. */
export function machineText(text: string, limit = NAME_LIMIT): string {
  const line = text
    .slice(0, 16 * limit)
    .replace(/\s+/g, ' ')
    .replace(INVISIBLE, '')
    .trim();
  if (line.length <= limit) return line;
  // The cut may leave half a character behind.
  return `${line.slice(0, limit - 1).replace(/\p{Cs}$/u, '')}…`;
}

/** The cleaned text of a value that should be a text; null where it is none, or nothing is left. */
export function textOf(value: unknown, limit = NAME_LIMIT): string | null {
  if (typeof value !== 'string') return null;
  const text = machineText(value, limit);
  return text === '' ? null : text;
}

const MASK = '•••';
/** The passwords of pools, in JSON that may end within one. */
const PASSWORD_FIELD = /("pass(?:word)?"\s*:\s*")(?:[^"\\]|\\[^])*/gi;
/** What may differ where a secret is repeated: blanks that are added or left out, and what is not seen. */
const GAP = `[\\s${UNSEEN}]*`;

/**
 * The beginning of an answer that is quoted to the user, without passwords of pools and without `secrets`
 * that it may repeat, with other blanks too.
 */
export function quotedAnswer(answer: string, secrets: readonly string[] = []): string {
  const shown = secrets
    // The longest first: one may be part of another.
    .toSorted((a, b) => b.length - a.length)
    .reduce(masked, answer.replace(PASSWORD_FIELD, `$1${MASK}`));
  return machineText(shown, ANSWER_LIMIT);
}

/** All of `text` is looked at, so that none is cut in half before it is found. */
function masked(text: string, secret: string): string {
  const letters = [...secret.replace(new RegExp(GAP, 'gu'), '')];
  if (letters.length === 0) return text;
  const pattern = letters.map((letter) => letter.replace(/[\\^$.*+?()[\]{}|]/, '\\$&')).join(GAP);
  return text.replace(new RegExp(pattern, 'giu'), MASK);
}
