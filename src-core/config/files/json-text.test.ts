import fc from 'fast-check';
import { expect, it } from 'vitest';
import { scanJson } from './json-text.ts';

it.each([
  ['{"a": 1,}', 8],
  ['{"a": 1 "b": 2}', 8],
  ['{a: 1}', 1],
  ["{'a': 1}", 1],
  ['{"a" 1}', 1],
  ['{"a": }', 6],
  ['{"a": yes}', 6],
  ['[1, 2', 5],
  ['[1, ]', 4],
  ['[1}', 2],
  ['{"a": [{}, {"b": [01]}]}', 19],
  ['{"a": "line\nbreak"}', 6],
  ['threadCount: 3', 0],
  ['', 0],
  ['  ', 2],
  ['{} {}', 3],
  ['1, 2', 1],
  ['{},', 2],
])('stops in %j at %i', (text, offset) => {
  expect(scanJson(text).offset).toBe(offset);
});

it('is at the end of any valid JSON, and where an incomplete one ends', () => {
  fc.assert(
    fc.property(fc.json(), fc.nat(), (text, cut) => {
      expect(scanJson(text).offset).toBe(text.length);
      expect(scanJson(`[${text} x]`).offset).toBe(text.length + 2);
      expect(scanJson(`[${text}`.slice(0, cut)).offset).toBeLessThanOrEqual(text.length + 1);
    }),
  );
});
