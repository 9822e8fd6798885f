import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_JSON_DEPTH, parsePeerJson } from './peer-json.ts';
import { anyText } from '../tests/hostile/characters.ts';
import { hostileJson } from '../tests/hostile/json-texts.ts';

const nested = (depth: number): string => '[{"a":'.repeat(depth / 2) + '1' + '}]'.repeat(depth / 2);

describe('JSON of a peer', () => {
  it('is what JSON.parse makes of it, or nested too deep', () => {
    fc.assert(
      fc.property(fc.oneof(hostileJson, anyText(10)), (text) => {
        const parsed = parsePeerJson(text);
        if (parsed.ok) expect(parsed.value).toEqual(JSON.parse(text));
        else if (!parsed.error.reason.startsWith('nested'))
          expect(() => JSON.parse(text) as unknown).toThrow();
        else expect(isDeeper(JSON.parse(text), MAX_JSON_DEPTH)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('may nest 32 levels deep and no deeper', () => {
    expect(parsePeerJson(nested(32)).ok).toBe(true);
    expect(parsePeerJson(nested(34))).toEqual({
      ok: false,
      error: { reason: 'nested deeper than 32 levels' },
    });
  });

  it('is not deep by brackets within its texts', () => {
    const text = JSON.stringify(['[{'.repeat(100), '\\"[', '"['.repeat(50)]);
    expect(parsePeerJson(text)).toEqual({ ok: true, value: JSON.parse(text) });
  });

  it('is as deep as its deepest place, however many are beside each other', () => {
    const flat = JSON.stringify(Array.from({ length: 100 }, () => [{}]));
    expect(parsePeerJson(flat)).toEqual({ ok: true, value: JSON.parse(flat) });
  });

  it.each([
    ['a text that ends with a backslash', '["\\\\",', false],
    ['a text with a quote', '["\\"', true],
    ['a text with a backslash and a quote', '["\\\\\\"', true],
    ['an empty text', '["",', false],
  ])('counts brackets after %s: %s', (_, before, isText) => {
    const rest = isText ? `${'['.repeat(40)}"]` : `${'['.repeat(32)}1${']'.repeat(33)}`;
    const parsed = parsePeerJson(`${before}${rest}`);
    expect(parsed.ok).toBe(isText);
    if (!parsed.ok) expect(parsed.error.reason).toMatch(/^nested deeper/);
  });

  it('says what is wrong where it is none', () => {
    // The brackets of a text that does not end are none.
    for (const text of ['', '[1', `"${'['.repeat(40)}`]) {
      const parsed = parsePeerJson(text);
      expect(parsed.ok ? '' : parsed.error.reason).toMatch(/^not JSON \(.+\)$/);
    }
  });

  it('of a million brackets is refused', () => {
    expect(parsePeerJson('['.repeat(1_000_000)).ok).toBe(false);
    expect(parsePeerJson('[1,'.repeat(20) + ']'.repeat(1_000_000)).ok).toBe(false);
  });
});

/** Whether a value nests deeper than `levels`; without recursion, as the values are deep. */
function isDeeper(value: unknown, levels: number): boolean {
  let inside: unknown[] = [value];
  for (let depth = 0; depth <= levels; depth += 1) {
    const nesting = inside.filter((item) => typeof item === 'object' && item !== null);
    if (nesting.length === 0) return false;
    inside = nesting.flatMap((item) => Object.values(item as Record<string, unknown>));
  }
  return true;
}
