/**
 * From the text after an option to the value of its key. A text that cannot be read is kept as it
 * is: the setting's rules then refuse it, and the message says what was expected.
 */
import { parseUnitPrefixed } from '../../config/unit-prefix.ts';
import type { SettingValue } from '../../config/settings/setting.ts';

/**
 * Reads the text of one occurrence of an option.
 * @param before what earlier occurrences of the same option gave
 */
export function readOption(value: SettingValue, text: string, before: unknown): unknown {
  switch (value.type) {
    case 'number':
      return decimal(value.unit === 'port' ? unquoted(text) : text);
    case 'share-difficulty':
      return decimal(text);
    case 'hash-rate':
      return parseUnitPrefixed(text) ?? text;
    case 'interface':
      return unquoted(text);
    case 'list':
      return [...((before as readonly string[] | undefined) ?? []), text];
    case 'variables':
      return { ...(before as object | undefined), ...variable(text) };
    default:
      return text;
  }
}

/** A decimal number, in exponent form too. */
function decimal(text: string): unknown {
  return /^[+-]?\d+(\.\d+)?([eE][+-]?\d{1,3})?$/.test(text.trim()) ? Number(text) : text;
}

/** chainweb-mining-client reads some texts as JSON, quotes and all; both forms are taken. */
function unquoted(text: string): string {
  if (!/^".*"$/s.test(text)) return text;
  try {
    const inner: unknown = JSON.parse(text);
    return typeof inner === 'string' ? inner : text;
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}

/** Without a name it gets an empty one, which is refused without showing the text. */
function variable(text: string): Readonly<Record<string, string>> {
  const mark = text.indexOf('=');
  return { [text.slice(0, Math.max(0, mark))]: text.slice(mark + 1) };
}
