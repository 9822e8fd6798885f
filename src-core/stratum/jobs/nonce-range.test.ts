import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unwrap } from '../../result.ts';
import {
  NONCE1_COUNT,
  NonceAllocator,
  composeNonce,
  nonce1Hex,
  nonceHigh,
  nonceLow,
  parseNonce2,
} from './nonce-range.ts';

describe('nonce1', () => {
  it('is given 65,536 times without a collision, then not at all', () => {
    const nonces = new NonceAllocator(30_000, 12_345);
    const given = new Set<string>();
    for (let i = 0; i < NONCE1_COUNT; i++) given.add(nonce1Hex(nonces.allocate(0) ?? -1));
    expect(given.size).toBe(65_536);
    expect([...given].every((text) => /^[0-9a-f]{4}$/.test(text))).toBe(true);
    expect(nonces.allocate(1e9)).toBeNull();
  });

  it('rests after its session ended and comes back the longest rested first', () => {
    const nonces = new NonceAllocator(30_000, 0);
    for (let i = 0; i < NONCE1_COUNT; i++) nonces.allocate(0);
    nonces.release(7, 1000);
    nonces.release(3, 2000);
    expect(nonces.allocate(30_999)).toBeNull();
    expect(nonces.allocate(31_000)).toBe(7);
    expect(nonces.allocate(31_000)).toBeNull();
    expect(nonces.allocate(32_000)).toBe(3);
  });

  it('never belongs to two sessions, whatever the order of coming and going', () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.boolean()), fc.nat(NONCE1_COUNT - 1), (comes, first) => {
        const nonces = new NonceAllocator(5, first);
        const held = new Set<number>();
        for (let time = 0; time < 300; time++) {
          const [oldest] = held;
          if (comes.next().value === true || oldest === undefined) {
            const nonce1 = nonces.allocate(time);
            expect(nonce1 === null || held.has(nonce1)).toBe(false);
            if (nonce1 !== null) held.add(nonce1);
          } else {
            held.delete(oldest);
            nonces.release(oldest, time);
          }
        }
      }),
      { numRuns: 20 },
    );
  });

  it('are given in turn from the first on, around the end', () => {
    const nonces = new NonceAllocator(0, NONCE1_COUNT - 2);
    const given = [0, 0, 0, 0].map((nowMs) => nonces.allocate(nowMs));
    expect(given).toEqual([NONCE1_COUNT - 2, NONCE1_COUNT - 1, 0, 1]);
    expect(nonces.inUse).toBe(4);
  });

  it('cannot be given back twice', () => {
    const nonces = new NonceAllocator(0, 0);
    expect(() => nonces.release(5, 0)).toThrow('not in use');
  });
});

describe('nonce2', () => {
  it.each([
    ['456789abcdef', 0x456789abcdef],
    ['456789ABCDEF', 0x456789abcdef],
    ['0x456789abcdef', 0x456789abcdef],
    ['0X1f', 0x1f],
    ['0x45678901ab', 0x45678901ab],
    ['1f', 0x1f],
    ['0', 0],
    ['0000456789abcdef', 0x456789abcdef],
    ['0x0000000000000000000001', 1],
    ['0X0000000000000000000001', 1],
    ['ffffffffffff', 2 ** 48 - 1],
  ])('is read from %s', (text, value) => {
    expect(unwrap(parseNonce2(text))).toBe(value);
  });

  it.each([
    ['1000000000000', 'nonce2-too-long'],
    ['0x1000000000000', 'nonce2-too-long'],
    ['456789abcdefab', 'nonce2-too-long'],
    ['', 'nonce2-not-hex'],
    ['0x', 'nonce2-not-hex'],
    ['xyz', 'nonce2-not-hex'],
    ['4567 9abcdef', 'nonce2-not-hex'],
    ['-12345', 'nonce2-not-hex'],
    ['12345678901g', 'nonce2-not-hex'],
  ])('is refused with a reason as %j', (text, kind) => {
    const result = parseNonce2(text);
    expect(!result.ok && result.error).toMatchObject({ kind, nonce2: text });
  });
});

describe('the nonce', () => {
  it('of nonce1 0123 and nonce2 456789abcdef stands as 2301efcdab896745 in the header', () => {
    // The worked example of the original description of Kadena's protocol by Poolflare.
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64LE(composeNonce(0x0123, 0x456789abcdef));
    expect(bytes.toString('hex')).toBe('2301efcdab896745');
  });

  it('has nonce1 as its least significant part, in both forms', () => {
    fc.assert(
      fc.property(fc.nat(0xffff), fc.nat(2 ** 48 - 1), (nonce1, nonce2) => {
        const nonce = composeNonce(nonce1, nonce2);
        expect(nonce).toBe(BigInt(nonce2) * 65_536n + BigInt(nonce1));
        expect(BigInt(nonceLow(nonce1, nonce2))).toBe(nonce & 0xffff_ffffn);
        expect(BigInt(nonceHigh(nonce2))).toBe(nonce >> 32n);
      }),
    );
  });
});

describe('the last values', () => {
  it('are kept for addresses that mine, from a flood that used up all others', () => {
    const nonces = new NonceAllocator(30_000, 0, 64);
    const taken: number[] = [];
    for (let next = nonces.allocate(0, false); next !== null; next = nonces.allocate(0, false)) {
      taken.push(next);
    }
    expect(taken.length).toBe(56);
    // Given back they rest, and the kept ones stay kept.
    for (const nonce1 of taken) nonces.release(nonce1, 0);
    expect(nonces.allocate(29_999, false)).toBeNull();
    expect(nonces.allocate(29_999, true)).not.toBeNull();
    expect(nonces.allocate(30_000, false)).not.toBeNull();
  });
});
