/**
 * From the text after an option to the value of its key. What cannot be read stays the text that it
 * is: the configuration's own rules then refuse it, and say what they expected.
 */
import { parseUnitPrefixed } from './unit-prefix.ts';

/** A decimal number, in exponent form too. */
export function oneNumber(text: string): unknown {
  return /^[+-]?\d+(\.\d+)?([eE][+-]?\d{1,3})?$/.test(text.trim()) ? Number(text) : text;
}

/** A number with a unit prefix, such as `1.5M`. */
export function unitPrefixed(text: string): unknown {
  return parseUnitPrefixed(text) ?? text;
}

/** chainweb-mining-client reads some texts as JSON, quotes and all; both forms are taken. */
export function unquoted(text: string): string {
  if (!/^".*"$/s.test(text)) return text;
  try {
    const inner: unknown = JSON.parse(text);
    return typeof inner === 'string' ? inner : text;
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}

export function unquotedNumber(text: string): unknown {
  return oneNumber(unquoted(text));
}
