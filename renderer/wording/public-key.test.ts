import { expect, it } from 'vitest';
import { readPublicKey } from './public-key.ts';

const key = 'ab'.repeat(32);

it.each([key, ` ${key} `, `k:${key}`, key.toUpperCase()])('reads %s', (text) => {
  expect(readPublicKey(text)).toEqual({ ok: true, publicKey: key });
});

it('says what is wrong', () => {
  expect(readPublicKey('')).toMatchObject({ ok: false, fault: expect.stringContaining('needed') });
  expect(readPublicKey('abc')).toMatchObject({ fault: expect.stringContaining('has 3') });
  expect(readPublicKey(`${key}0`)).toMatchObject({ fault: expect.stringContaining('has 65') });
  expect(readPublicKey('0x12')).toMatchObject({ fault: expect.stringContaining('“x”') });
});
