import { blake2s } from '@noble/hashes/blake2.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeWorkHeader } from './work-header.ts';
import { targetFromLe, targetToLe } from './target.ts';
import { mainnetFirst, mainnetLast } from '../tests/known-headers.ts';
import { prepareHeader, hashWithNonce, meetsTargetWords, toWords } from './header-hash.ts';

const digestOf = (bytes: Uint8Array): string => {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const digest = new Uint32Array(8);
  const low = view.getUint32(bytes.length - 8, true);
  hashWithNonce(prepareHeader(bytes), low, view.getUint32(bytes.length - 4, true), digest);
  return Buffer.from(digest.buffer).toString('hex');
};

describe('the hash of a header for one nonce', () => {
  it.each([0, 1, 2, 3, 4, 5, 7])('is BLAKE2s-256 of the header with degree %i', (degree) => {
    const length = 178 + 36 * degree;
    fc.assert(
      fc.property(fc.uint8Array({ minLength: length, maxLength: length }), (bytes) => {
        expect(digestOf(bytes)).toBe(Buffer.from(blake2s(bytes)).toString('hex'));
      }),
    );
  });

  it.each([mainnetFirst, mainnetLast])('solves a block of mainnet ($height)', (header) => {
    const bytes = encodeWorkHeader(header);
    const digest = toWords(Buffer.from(digestOf(bytes), 'hex'));
    expect(meetsTargetWords(digest, toWords(targetToLe(header.target)))).toBe(true);
  });

  it('compares all 256 bits, and equality counts', () => {
    const hash = fc.uint8Array({ minLength: 32, maxLength: 32 });
    fc.assert(
      fc.property(hash, hash, (a, b) => {
        expect(meetsTargetWords(toWords(a), toWords(b))).toBe(targetFromLe(a) <= targetFromLe(b));
        expect(meetsTargetWords(toWords(a), toWords(a))).toBe(true);
      }),
    );
    // Two that differ in one byte only, of any word.
    fc.assert(
      fc.property(hash, fc.nat(31), fc.nat(255), (a, at, byte) => {
        const b = a.with(at, byte);
        expect(meetsTargetWords(toWords(a), toWords(b))).toBe(targetFromLe(a) <= targetFromLe(b));
      }),
    );
  });
});
