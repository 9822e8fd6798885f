import fc from 'fast-check';
import { expect, it } from 'vitest';
import { headerText } from './header-text.ts';

/** As RFC 2047 §6.2 has it: spaces between encoded words are no part of the text. */
function decoded(header: string): string {
  const words = [...header.matchAll(/=\?UTF-8\?B\?([A-Za-z0-9+/=]*)\?=( |$)/g)];
  if (words.length === 0) return header;
  return words.map(([, base64 = '']) => Buffer.from(base64, 'base64').toString()).join('');
}

it('leaves ASCII as it is', () => {
  expect(headerText('Machine offline')).toBe('Machine offline');
});

it('is ASCII in words of at most 75 characters, which have the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }), (text) => {
      const header = headerText(text);
      expect(header).toMatch(/^[\x20-\x7e]*$/);
      expect(decoded(header)).toBe(text);
      if (header !== text)
        for (const word of header.split(' ')) expect(word.length).toBeLessThan(76);
    }),
  );
});
