import { blake2s } from '@noble/hashes/blake2.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compressBlocks, initialState, toBlocks } from './blake2s.ts';

function hex(message: Uint8Array): string {
  const state = initialState();
  compressBlocks(state, toBlocks(message), 0, message.length);
  return Buffer.from(state.buffer).toString('hex');
}

describe('BLAKE2s', () => {
  it('hashes "abc" as RFC 7693, appendix B, says', () => {
    expect(hex(new TextEncoder().encode('abc'))).toBe(
      '508c5e8c327c14e2e1a72ba34eeb452f37458b209ed63a294d999b4c86675982',
    );
  });

  it('hashes the empty message', () => {
    expect(hex(new Uint8Array())).toBe(
      '69217a3079908094e11121d042354a7c1f55b6482ca1a51e1b250dfd1ed0eef9',
    );
  });

  it('agrees with another library on messages of any length', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), (message) => {
        expect(hex(message)).toBe(Buffer.from(blake2s(message)).toString('hex'));
      }),
    );
  });
});
