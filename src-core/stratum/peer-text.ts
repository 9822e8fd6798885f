/** Text that peers choose: cut to a bounded length and made safe to keep, log and show. */
import { clipped } from '../logging/clipped.ts';

/** Longest text of a peer that is kept (agent, user). An account `k:…` has 66 characters. */
export const NAME_LIMIT = 128;
const EXCERPT_LIMIT = 40;

/** Half a character, which no encoding can carry. */
const LONE_SURROGATE = /\p{Cs}/gu;

/** A name without control characters and blanks around it, of at most {@link NAME_LIMIT} characters. */
export function cleanName(text: string): string {
  return text
    .slice(0, 4 * NAME_LIMIT)
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '')
    .trim()
    .slice(0, NAME_LIMIT)
    .replace(LONE_SURROGATE, '');
}

/** Text that needs no cleaning: floods of unknown jobs mostly have such names. */
const PLAIN = /^[\w.-]{0,40}$/;

/** The first 40 characters, for a fact that is shown. */
export function excerpt(text: string): string {
  if (PLAIN.test(text)) return text;
  return cleanName(clipped(text, EXCERPT_LIMIT));
}

/** The first 40 characters in quotation marks, as JSON: for an answer or a log line. */
export function quote(text: string): string {
  return JSON.stringify(clipped(text, EXCERPT_LIMIT));
}
