import { createPrivateKey, createPublicKey } from 'node:crypto';
import { expect, it } from 'vitest';
import { generateKeyPair, minerAccount, parsePublicKey } from './account.ts';

const KEY = '0123456789abcdef'.repeat(4);
/** A private Ed25519 key in DER (RFC 8410, section 7) is these bytes and its own 32. */
const DER_PREFIX = '302e020100300506032b657004220420';

it.each([KEY, KEY.toUpperCase(), `k:${KEY}`, `K:${KEY}`, `  ${KEY}\n`])(
  'reads a public key as users copy it: %j',
  (text) => {
    expect(parsePublicKey(text)).toEqual({ ok: true, value: KEY });
  },
);

it.each([
  ['', 'missing', 0],
  [' k: ', 'missing', 0],
  [KEY.slice(1), 'wrong-length', 63],
  [`${KEY}0`, 'wrong-length', 65],
  [`k:k:${KEY}`, 'not-hex', 66],
  [`${KEY}k:`, 'not-hex', 66],
  [`${KEY.slice(1)}g`, 'not-hex', 64],
  [`g${KEY.slice(1)}`, 'not-hex', 64],
  [`${KEY.slice(32)} ${KEY.slice(32)}`, 'not-hex', 65],
])('says what is wrong with %j as a public key', (text, reason, digits) => {
  expect(parsePublicKey(text)).toEqual({ ok: false, error: { reason, digits } });
});

it('pays the own account of a key, or another one that it guards', () => {
  const guard = { predicate: 'keys-all', publicKeys: [KEY] };
  expect(minerAccount(KEY)).toEqual({ account: `k:${KEY}`, ...guard });
  expect(minerAccount(KEY, null)).toEqual({ account: `k:${KEY}`, ...guard });
  expect(minerAccount(KEY, 'heddle')).toEqual({ account: 'heddle', ...guard });
});

it('makes key pairs whose halves belong together, as OpenSSL sees it', () => {
  const { publicKey, privateKey } = generateKeyPair();
  const key = Buffer.from(DER_PREFIX + privateKey, 'hex');
  const derived = createPublicKey(createPrivateKey({ key, format: 'der', type: 'pkcs8' }));
  const encoded = derived.export({ format: 'der', type: 'spki' });
  expect(parsePublicKey(publicKey)).toEqual({ ok: true, value: publicKey });
  expect(encoded.subarray(-32).toString('hex')).toBe(publicKey);
});
