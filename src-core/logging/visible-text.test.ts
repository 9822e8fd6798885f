import { describe, expect, it } from 'vitest';
import { formatLogJson } from './log-json.ts';
import { formatLogLine } from './log-line.ts';
import { logRecord } from './tests/log-records.ts';
import { visibleLines, visibleText } from './visible-text.ts';

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/** Characters that a terminal obeys, or a reader cannot see. */
const HOSTILE: readonly number[] = [
  ...range(0, 0x1f),
  ...range(0x7f, 0x9f),
  0xad,
  0x61c,
  ...range(0x200b, 0x200f),
  ...range(0x2028, 0x202e),
  ...range(0x2060, 0x2069),
  0xfeff,
  // Of only one of the properties: format characters that may be drawn, others that never are.
  ...[0x600, 0xfff9, 0x34f, 0x115f, 0x3164, 0xfe0f],
  ...[0xd800, 0xdbff, 0xdc00, 0xdfff],
  0xe0041,
];

describe('every invisible character', () => {
  it.each(HOSTILE.map((code) => [code.toString(16), code] as const))(
    'U+%s is escaped in text, in lines and in JSON',
    (_name, code) => {
      const text = `a${String.fromCodePoint(code)}b`;
      const escaped = /^a(\\u[0-9a-f]{4}|\\u[0-9a-f]{4}\\u[0-9a-f]{4}|\\[nrt])b$/;
      expect(visibleText(text)).toMatch(escaped);
      expect(visibleLines(text)).toMatch(code === 10 ? /^a\nb$/ : escaped);
      const record = logRecord({ text, tags: [text] });
      const line = formatLogLine(record, { colours: false });
      expect(line.slice(line.indexOf('] ') + 2)).toMatch(escaped);
      expect(/\[(.*)\]/.exec(line)?.[1]).toMatch(escaped);
      const json = formatLogJson(record);
      expect(json).toMatch(/^[\x20-\x7e]+$/);
      expect(JSON.parse(json)).toMatchObject({ text, tags: [text] });
    },
  );

  it('leaves visible characters as they are', () => {
    const text = 'Größe 矿机 ⛏ 🙂 "quoted" \\ é';
    expect(visibleText(text)).toBe(text);
  });
});
