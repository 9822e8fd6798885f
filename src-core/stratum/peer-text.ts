/** Text that peers choose: cut to a bounded length and made safe to keep, log and show. */
import { clipped } from '../logging/clipped.ts';

/** Longest name of a peer that is kept (agent, rig): as long as a rig of `stratumAllowedRigs`. */
export const NAME_LIMIT = 128;
/** Longest user: an account (`k:…` has 66 characters, others with names of keysets more), and a rig. */
export const USER_LIMIT = 256;
/** Longest password that is looked at: twice that of `stratumPassword`, for options beside it. */
const PASSWORD_LIMIT = 512;
const EXCERPT_LIMIT = 40;

/** Half a character, which no encoding can carry. */
const LONE_SURROGATE = /\p{Cs}/gu;

/** A name without control characters and blanks around it, of at most `limit` characters. */
export function cleanName(text: string, limit = NAME_LIMIT): string {
  return text
    .slice(0, 4 * limit)
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '')
    .trim()
    .slice(0, limit)
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

/** A password, of at most {@link PASSWORD_LIMIT} characters. Some firmware writes digits as a number. */
export function passwordText(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' ? text.slice(0, PASSWORD_LIMIT) : '';
}
