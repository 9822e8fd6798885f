import fc from 'fast-check';
import { expect, it } from 'vitest';
import { jsonFaultOffset } from './json-fault.ts';

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
])('stops in %j at %i', (text, offset) => {
  expect(jsonFaultOffset(text)).toBe(offset);
});

it('is at the end of whatever is JSON, and at what was cut off', () => {
  fc.assert(
    fc.property(fc.json(), fc.nat(), (text, cut) => {
      expect(jsonFaultOffset(text)).toBe(text.length);
      expect(jsonFaultOffset(`[${text} x]`)).toBe(text.length + 2);
      expect(jsonFaultOffset(`[${text}`.slice(0, cut))).toBeLessThanOrEqual(text.length + 1);
    }),
  );
});

it('takes texts that are nested deeply', () => {
  expect(jsonFaultOffset('['.repeat(500_000))).toBe(500_000);
});
