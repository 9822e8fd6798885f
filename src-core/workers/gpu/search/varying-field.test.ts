import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nonceAt, varyingField } from './varying-field.ts';

const lengths = fc.integer({ min: 0, max: 15 }).map((degree) => 178 + 36 * degree);

describe('the bits that a row varies', () => {
  it('are the word within the last block that holds most of the nonce', () => {
    expect(varyingField(286)).toMatchObject({ firstBlock: 4, word: 6, shift: 0, bits: 32 });
    expect(varyingField(286).lowestBit).toBe(16);
    // Degree 4: only two bytes of the nonce are in the last block.
    expect(varyingField(322)).toMatchObject({ firstBlock: 5, word: 0, shift: 0, bits: 16 });
    expect(varyingField(322).lowestBit).toBe(48);
  });

  it('are where the nonce is in the header', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 24, max: 700 }),
        fc.bigInt(0n, 2n ** 64n - 1n),
        (length, place) => {
          const field = varyingField(length);
          const word = (nonce: bigint): number => {
            const header = new Uint8Array(Math.ceil(length / 64) * 64);
            const view = new DataView(header.buffer);
            view.setBigUint64(length - 8, nonce, true);
            return view.getUint32(64 * field.firstBlock + 4 * field.word, true);
          };
          const first = place & ~1n;
          const step = word(nonceAt(first + 1n, field)) - word(nonceAt(first, field));
          expect(step).toBe(2 ** field.shift);
        },
      ),
    );
  });

  it('give each nonce one place', () => {
    fc.assert(
      fc.property(lengths, fc.bigInt(0n, 2n ** 64n - 1n), (length, place) => {
        const { bits, lowestBit } = varyingField(length);
        const nonce = nonceAt(place, { ...varyingField(length) });
        expect(nonce >> 64n).toBe(0n);
        // The way back.
        const field = BigInt.asUintN(bits, nonce >> BigInt(lowestBit));
        const below = BigInt.asUintN(lowestBit, nonce);
        const above = nonce >> BigInt(lowestBit + bits);
        const rest = (above << BigInt(lowestBit)) | below;
        expect((rest << BigInt(bits)) | field).toBe(place);
      }),
    );
  });

  it('are refused in a header that is too short', () => {
    expect(() => varyingField(23)).toThrow('too short');
  });
});
