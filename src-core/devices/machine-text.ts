/** Texts that machines choose: bounded, in one line, with nothing in them that is not seen. */

/** Longest name (model, firmware, user) that is kept. */
export const NAME_LIMIT = 64;
/** Longest address of a pool, and longest user name there, that is kept. */
export const POOL_TEXT_LIMIT = 256;
/** Longest part of an answer that is quoted. */
export const ANSWER_LIMIT = 160;

/** Control, format and other characters that are never drawn, and halves of characters. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Default_Ignorable_Code_Point}\u2028\u2029]+/gu;

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

/** The beginning of an answer that is quoted to the user, without `secrets` that it may repeat. */
export function quotedAnswer(answer: string, secrets: readonly string[] = []): string {
  const whole = machineText(answer.slice(0, 4_096), 4_096);
  const shown = secrets
    .filter((secret) => secret !== '')
    // The longest first: one may be part of another.
    .sort((a, b) => b.length - a.length)
    .reduce((text, secret) => text.replaceAll(secret, '•••'), whole);
  return machineText(shown, ANSWER_LIMIT);
}
