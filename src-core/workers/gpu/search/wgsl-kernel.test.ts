import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { initialState } from '../../../chainweb/blake2s.ts';
import { mkTarget } from '../../../chainweb/target.ts';
import { nonceAt, widestLayout } from '../../../pow-kernel/nonce-layout.ts';
import { hashOf, searchedWork, topWord, writeRow } from './searched-work.ts';
import { generateWgsl } from './wgsl-kernel.ts';

const statement = /^ {2}let (\w+) = (.+);$/gm;
const operand = /rows\[row \+ (\d+)u\]|(\d+)u|(nonce|x\d+)/g;

/** Computes the shader's straight-line code here: the top word of the hash in one column of a row. */
function run(code: string, row: Uint32Array, column: number, shift: number): number {
  const names = new Map<string, number>([['nonce', (row[0]! + column * 2 ** shift) >>> 0]]);
  let last = 0;
  for (const [, name, text] of code.matchAll(statement)) {
    if (name === 'row' || name === 'nonce') continue;
    const [a, b, c, d] = [...text!.matchAll(operand)].map(([, place, number, value]) => {
      if (place !== undefined) return row[Number(place)]!;
      return number === undefined ? names.get(value!)! : Number(number);
    });
    if (text!.includes('>>')) last = (a! >>> b!) | (c! << d!);
    else last = text!.includes(' ^ ') ? a! ^ b! : a! + b!;
    last = last >>> 0;
    names.set(name!, last);
  }
  return last;
}

describe('the shader', () => {
  it('computes the highest word of the hash, for every layout of a header', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 24, max: 700 }),
        fc.bigInt(0n, 2n ** 64n - 1n),
        fc.integer({ min: 0, max: 255 }),
        fc.uint8Array({ minLength: 700, maxLength: 700 }),
        (length, place, column, noise) => {
          const layout = widestLayout(length);
          const kernel = generateWgsl(layout);
          const work = searchedWork(
            noise.subarray(0, length),
            mkTarget(0n),
            1_700_000_000_000_000n,
          );
          const row = new Uint32Array(kernel.rowWords);
          const first = place & ~0xffn;
          writeRow(work, kernel, layout, first, row, 0);
          const nonce = nonceAt(layout, first + BigInt(column));
          expect(run(kernel.code, row, column, layout.shift)).toBe(topWord(hashOf(work, nonce)));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is one compression without what is the same for all nonces of a row', () => {
    const { code, rowWords } = generateWgsl(widestLayout(286));
    const operations = [...code.matchAll(/^ {2}let x\d+ =/gm)].length;
    // A whole compression and its end are 1,216 operations.
    expect(operations).toBeLessThan(1010);
    expect(operations).toBeGreaterThan(900);
    expect(rowWords).toBeLessThan(40);
    // No word of a row is written without being read.
    const read = [...code.matchAll(/rows\[row \+ (\d+)u\]/g)].map(([, word]) => Number(word));
    expect(new Set(read).size).toBe(rowWords - 1);
    expect(code).not.toMatch(/\b(for|loop|while)\b/);
  });

  it('is given what all nonces share, hashed once for the work and not for each row', () => {
    const noise = Uint8Array.from({ length: 286 }, (_, index) => index * 31);
    const { midstate } = searchedWork(noise, mkTarget(0n), 0n);
    expect(midstate).not.toEqual(initialState());
    noise[280] = 0;
    expect(searchedWork(noise, mkTarget(0n), 0n).midstate).toEqual(midstate);
    expect(searchedWork(noise.subarray(0, 64), mkTarget(0n), 0n).midstate).toEqual(initialState());
  });

  it('costs as much for a nonce in two blocks as for one in a single block', () => {
    const operations = (length: number): number =>
      [...generateWgsl(widestLayout(length)).code.matchAll(/let x/g)].length;
    expect(operations(322)).toBeLessThan(1.1 * operations(286));
  });
});
