/**
 * Answers of cgminer's interface, which are not always JSON: objects that run together (`}{`), commas with
 * nothing after them, values that are missing, `nan`, and control characters in texts. What can be read
 * without guessing is read.
 */
import { err, ok } from '../../../result.ts';
import type { Result } from '../../../result.ts';
import { parsePeerJson } from '../../../peers/peer-json.ts';
import type { DeviceError } from '../../device-error.ts';
import { quotedAnswer } from '../../machine-text.ts';

/** An object whose values are not known. */
export type Fields = Readonly<Record<string, unknown>>;

/** Reads an answer; `nonsense` where it is no object. */
export function parseCgminerAnswer(text: string): Result<Fields, DeviceError> {
  const strict = parsePeerJson(text);
  const parsed = strict.ok ? strict : parsePeerJson(repaired(text));
  if (parsed.ok && isFields(parsed.value)) return ok(parsed.value);
  return err({ kind: 'nonsense', answer: quotedAnswer(text) });
}

/** Whether it is an object, and no list. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Texts, which are kept as they are, and blanks. Whatever text comes, each character is looked at once. */
const TOKENS = /"(?:[^"\\]|\\[^]?)*(?:"|$)|\s+|[^"\s]+/g;

function repaired(text: string): string {
  const tokens = text.match(TOKENS) ?? [];
  const parts: string[] = [];
  let between = '';
  const flush = (): void => {
    parts.push(mended(between));
    between = '';
  };
  for (const token of tokens) {
    if (token.startsWith('"')) {
      flush();
      parts.push(withoutControls(token));
    } else if (token.trim() !== '') between += token;
  }
  flush();
  return parts.join('');
}

/** What stands between texts, without blanks. */
function mended(part: string): string {
  return part
    .replace(/([}\]])([{[])/g, '$1,$2')
    .replace(/,+/g, ',')
    .replace(/,([}\]])/g, '$1')
    .replace(/:(?=[,}\]])/g, ':null')
    .replace(/(?<=[:,[])[-+]?(?:nan|inf(?:inity)?)(?=[,}\]]|$)/gi, 'null');
}

function withoutControls(text: string): string {
  return text.replace(/[\x00-\x1f]/g, ' ');
}
