import fc from 'fast-check';
import { expect, it } from 'vitest';
import { NAME_LIMIT, cleanName, excerpt, quote } from './peer-text.ts';

it('keeps names short and visible, whatever a peer sends', () => {
  expect(cleanName(' \u202eevil\u0007\u0085name\n')).toBe('evilname');
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 2_000 }), (text) => {
      const name = cleanName(text);
      expect(name.length).toBeLessThanOrEqual(NAME_LIMIT);
      expect(name).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
    }),
  );
});

it('repeats no more than 40 characters of a text', () => {
  expect(quote('x"y')).toBe('"x\\"y"');
  expect(quote('a'.repeat(41))).toBe(`"${'a'.repeat(40)}…"`);
  expect(excerpt(`b\u202e${'a'.repeat(50)}`)).toBe(`b${'a'.repeat(38)}…`);
});
