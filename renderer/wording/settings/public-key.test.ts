import { expect, it } from 'vitest';
import { translationTo } from '../../../messages/translation.ts';
import { publicKeyFaultText, readPublicKey } from './public-key.ts';

const key = 'ab'.repeat(32);

it.each([key, ` ${key} `, `k:${key}`, key.toUpperCase()])('reads %s', (text) => {
  expect(readPublicKey(text)).toEqual({ ok: true, publicKey: key });
});

it.each([
  ['', 'Enter a public key: rewards go to it.'],
  ['abc', 'A public key has 64 digits; this one has 3.'],
  [`${key}0`, 'A public key has 64 digits; this one has 65.'],
  ['0x12', 'A public key has only the digits 0 to 9 and a to f; this one has “x”.'],
  ['🔑', 'A public key has only the digits 0 to 9 and a to f; this one has “🔑”.'],
])('refuses "%s"', (text, sentence) => {
  const typed = readPublicKey(text);
  if (typed.ok) throw new Error('it was accepted');
  expect(publicKeyFaultText(translationTo('en'), typed.fault)).toBe(sentence);
});
