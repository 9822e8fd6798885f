import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { createBLAKE2s } from 'hash-wasm';
import { describe, expect, it } from 'vitest';
import { runnableKernels } from './choose-engine.ts';
import { nonceAt, nonceLayout } from './nonce-layout.ts';
import { createNonceSearch } from './nonce-search.ts';

const runnable = runnableKernels();
const DEGREES = [0, 1, 2, 3, 4, 5, 6, 7];
const blake2s = await createBLAKE2s(256);

/** The PoW hash as a number, computed by another library (`hash-wasm`). */
function referenceHash(work: Uint8Array, nonce: bigint, micros?: bigint): bigint {
  const copy = work.slice();
  const view = new DataView(copy.buffer);
  if (micros !== undefined) view.setBigInt64(8, micros, true);
  view.setBigUint64(copy.length - 8, BigInt.asUintN(64, nonce), true);
  const digest = new DataView(blake2s.init().update(copy).digest('binary').buffer);
  let value = 0n;
  for (let i = 24; i >= 0; i -= 8) value = (value << 64n) | digest.getBigUint64(i, true);
  return value;
}

/** Every solving nonce within `count` nonces, by calling `search` again behind each find. */
function allSolutions(
  search: ReturnType<typeof createNonceSearch>,
  start: bigint,
  count: number,
): bigint[] {
  const found: bigint[] = [];
  for (let tried = 0; tried < count;) {
    const result = search.search(start + BigInt(tried), count - tried);
    tried += result.tried;
    if (result.nonce !== null) found.push(result.nonce);
    else expect(tried).toBe(count);
  }
  return found;
}

function expectedSolutions(
  work: Uint8Array,
  target: bigint,
  start: bigint,
  count: number,
): bigint[] {
  const layout = nonceLayout(work.length);
  const nonces = Array.from({ length: count }, (_, i) =>
    nonceAt(layout, BigInt.asUintN(64, start + BigInt(i))),
  );
  return nonces.filter((nonce) => referenceHash(work, nonce) <= target);
}

/** A header of noise; the same for the same seed. */
function noise(length: number, seed: number): Uint8Array {
  const digests = Array.from({ length: Math.ceil(length / 32) }, (_, i) =>
    createHash('sha256').update(`${seed}/${i}`).digest(),
  );
  return new Uint8Array(Buffer.concat(digests).subarray(0, length));
}

const nonceArbitrary = fc.oneof(
  fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
  // Just before the places where a word of the nonce runs over.
  fc
    .tuple(fc.constantFrom(16n, 32n, 48n, 64n), fc.bigInt({ min: 1n, max: 40n }))
    .map(([bits, before]) => 2n ** bits - before),
);

it('can compute in at least two ways here', () => {
  expect(runnable.map(({ kind }) => kind)).toContain('scalar');
  expect(runnable.length).toBeGreaterThanOrEqual(2);
});

it('makes the kernel for headers of one length once', () => {
  const made: number[] = [];
  const scalar = runnable.find(({ kind }) => kind === 'scalar')!;
  const make = (workBytes: number) => {
    made.push(workBytes);
    return scalar.make(workBytes);
  };
  const search = createNonceSearch({ kind: 'scalar', make });
  for (const length of [286, 322, 286]) search.load(noise(length, 1), 0n);
  expect(made).toEqual([286, 322]);
});

describe.each(runnable)('the $kind kernel', (maker) => {
  const search = createNonceSearch(maker);

  it.each(DEGREES)('finds all solutions and no others for degree %i', (degree) => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 178 + 36 * degree, maxLength: 178 + 36 * degree }),
        nonceArbitrary,
        fc.integer({ min: 0, max: 150 }),
        (work, start, count) => {
          const target = 2n ** 253n + 12345n;
          search.load(work, target);
          expect(allSolutions(search, start, count)).toEqual(
            expectedSolutions(work, target, start, count),
          );
        },
      ),
      { numRuns: 40 },
    );
  });

  it.each([24, 25, 26, 27, 61, 63, 64, 70, 71, 72, 73, 127, 128, 129, 133, 1000])(
    'searches a header of %i bytes, though no graph has it',
    (length) => {
      const work = noise(length, length);
      const target = 2n ** 253n;
      search.load(work, target);
      const start = 2n ** 32n - 500n;
      expect(allSolutions(search, start, 1000)).toEqual(
        expectedSolutions(work, target, start, 1000),
      );
    },
  );

  it('counts a hash that equals the target, and not one that is one above it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...DEGREES),
        fc.integer(),
        nonceArbitrary,
        (degree, seed, counter) => {
          const work = noise(178 + 36 * degree, seed);
          const nonce = nonceAt(nonceLayout(work.length), counter);
          const hash = referenceHash(work, nonce);
          search.load(work, hash);
          expect(search.search(counter, 1)).toEqual({ nonce, tried: 1 });
          search.load(work, hash - 1n);
          expect(search.search(counter, 1)).toEqual({ nonce: null, tried: 1 });
        },
      ),
    );
  });

  it('distinguishes targets that differ in any one word only', () => {
    const work = noise(286, 1);
    const hash = referenceHash(work, 99n);
    for (let word = 0n; word < 8n; word++) {
      const step = 1n << (32n * word);
      search.load(work, hash + step);
      expect(search.search(99n, 1).nonce).toBe(99n);
      search.load(work, hash - step);
      expect(search.search(99n, 1).nonce).toBeNull();
    }
  });

  it('continues after a pass with a hash that only looked like a solution', () => {
    for (let seed = 0; seed < 20; seed++) {
      const work = noise(286, seed);
      // The best of the first four hashes has the target's top word, but is one too high.
      const hashes = [0n, 1n, 2n, 3n].map((nonce) => referenceHash(work, nonce));
      const target = hashes.reduce((a, b) => (b < a ? b : a)) - 1n;
      search.load(work, target);
      expect(allSolutions(search, 0n, 40)).toEqual(expectedSolutions(work, target, 0n, 40));
    }
  });

  it('finds every nonce with the easiest target and none with target 0', () => {
    const work = noise(286, 2);
    search.load(work, 2n ** 256n - 1n);
    expect(allSolutions(search, 2n ** 64n - 3n, 6)).toEqual([
      2n ** 64n - 3n,
      2n ** 64n - 2n,
      2n ** 64n - 1n,
      0n,
      1n,
      2n,
    ]);
    for (const none of [0, -1]) {
      expect(search.search(3n, none)).toEqual({ nonce: null, tried: 0 });
    }
    search.load(work, 0n);
    expect(search.search(0n, 100_000)).toEqual({ nonce: null, tried: 100_000 });
  });

  it('continues past the end of a span of 2^16, of 2^32 and of 2^64', () => {
    for (const bits of [16n, 32n, 64n]) {
      const work = noise(286, Number(bits));
      const start = 2n ** bits - 1000n;
      const target = 2n ** 250n;
      search.load(work, target);
      const expected = expectedSolutions(work, target, start, 2000);
      expect(expected.some((nonce) => nonce >= start)).toBe(true);
      expect(expected.some((nonce) => nonce < start || nonce >= 2n ** bits)).toBe(true);
      expect(allSolutions(search, start, 2000)).toEqual(expected);
    }
  });

  it('searches with the creation time that was set last', () => {
    const work = noise(286, 3);
    const before = work.slice();
    search.load(work, referenceHash(work, 7n, 1_700_000_000_000_000n));
    expect(search.search(7n, 1).nonce).toBeNull();
    search.setCreationTime(1_700_000_000_000_000n);
    expect(search.search(7n, 1).nonce).toBe(7n);
    expect(work).toEqual(before);
  });

  it('keeps its own copy of the work', () => {
    const work = noise(286, 4);
    search.load(work, referenceHash(work, 7n));
    work.fill(0);
    expect(search.search(7n, 1).nonce).toBe(7n);
  });

  it('refuses to search without work, and work without room for a nonce', () => {
    expect(() => createNonceSearch(maker).search(0n, 1)).toThrow('no work was loaded');
    expect(() => search.load(new Uint8Array(23), 0n)).toThrow('too short');
  });
});
