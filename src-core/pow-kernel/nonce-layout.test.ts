import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nonceAt, nonceLayout, widestLayout } from './nonce-layout.ts';

describe('the layout of the nonce', () => {
  it.each([
    [0, 178, { lastBlock: 2, word: 10, shift: 16, lowestBit: 0 }],
    [1, 214, { lastBlock: 3, word: 3, shift: 16, lowestBit: 0 }],
    [2, 250, { lastBlock: 3, word: 12, shift: 16, lowestBit: 0 }],
    [3, 286, { lastBlock: 4, word: 5, shift: 16, lowestBit: 0 }],
    [4, 322, { lastBlock: 5, word: 0, shift: 0, lowestBit: 48 }],
    [5, 358, { lastBlock: 5, word: 7, shift: 16, lowestBit: 0 }],
    [6, 394, { lastBlock: 6, word: 0, shift: 16, lowestBit: 0 }],
    [7, 430, { lastBlock: 6, word: 9, shift: 16, lowestBit: 0 }],
  ])('is known for degree %i (%i bytes)', (_degree, workBytes, expected) => {
    expect(nonceLayout(workBytes)).toEqual({ workBytes, ...expected, span: 65_536 });
  });

  it.each([
    [64, 2 ** 32, 0],
    [65, 2 ** 8, 56],
    [71, 2 ** 32, 8],
    [72, 2 ** 32, 0],
    [73, 2 ** 24, 0],
  ])('of %i bytes varies %i nonces from bit %i on', (workBytes, span, lowestBit) => {
    expect(nonceLayout(workBytes)).toMatchObject({ span, lowestBit });
  });
});

describe('the widest layout', () => {
  it('is the word within the last block that holds most of the nonce', () => {
    expect(widestLayout(286)).toEqual({
      ...{ workBytes: 286, lastBlock: 4, word: 6, shift: 0 },
      ...{ span: 2 ** 32, lowestBit: 16 },
    });
    // The first of two words that are both the nonce's alone.
    expect(widestLayout(72)).toMatchObject({ word: 0, lowestBit: 0, span: 2 ** 32 });
    // Degree 4: only two bytes of the nonce are in the last block.
    expect(widestLayout(322)).toEqual(nonceLayout(322));
    expect(() => widestLayout(23)).toThrow('too short');
  });
});

describe('the nonce of a counter', () => {
  it('is the counter where the whole nonce is in the last block', () => {
    expect(nonceAt(nonceLayout(286), 2n ** 64n - 5n)).toBe(2n ** 64n - 5n);
  });

  it('has the lowest bits of the counter on top with degree 4', () => {
    const layout = nonceLayout(322);
    expect(nonceAt(layout, 0x0123_4567_89ab_cdefn)).toBe(0xcdef_0123_4567_89abn);
  });

  it.each([nonceLayout, widestLayout])('differs from the next where $name says', (layoutOf) => {
    fc.assert(
      fc.property(
        fc.integer({ min: 24, max: 700 }),
        fc.bigInt(0n, 2n ** 64n - 1n),
        (workBytes, counter) => {
          const layout = layoutOf(workBytes);
          const word = (nonce: bigint): number => {
            const header = new Uint8Array(Math.ceil(workBytes / 64) * 64);
            const view = new DataView(header.buffer);
            view.setBigUint64(workBytes - 8, nonce, true);
            return view.getUint32(64 * layout.lastBlock + 4 * layout.word, true);
          };
          const first = nonceAt(layout, counter & ~1n);
          const second = nonceAt(layout, counter | 1n);
          expect(word(second) - word(first)).toBe(2 ** layout.shift);
          expect(second - first).toBe(1n << BigInt(layout.lowestBit));
        },
      ),
    );
  });

  it.each([nonceLayout, widestLayout])('is another one for each counter of $name', (layoutOf) => {
    fc.assert(
      fc.property(
        fc.integer({ min: 24, max: 500 }),
        fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
        (workBytes, counter) => {
          const layout = layoutOf(workBytes);
          const back = { ...layout, lowestBit: (64 - layout.lowestBit) % 64 };
          expect(nonceAt(back, nonceAt(layout, counter))).toBe(counter);
        },
      ),
    );
  });
});
