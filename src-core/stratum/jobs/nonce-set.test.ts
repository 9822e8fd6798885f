import fc from 'fast-check';
import { expect, it } from 'vitest';
import { NONCES_PER_HEADER } from './nonce-range.ts';
import { NonceSet } from './nonce-set.ts';

/** Nonces as machines try them: in turn from anywhere, in strides, or by chance. */
const nonces = fc.oneof(
  fc.array(fc.nat(200), { maxLength: 400 }),
  fc
    .tuple(fc.nat(NONCES_PER_HEADER - 1), fc.nat(2 ** 40), fc.nat(300))
    .map(([start, stride, count]) =>
      Array.from({ length: count }, (_, i) => (start + i * stride) % NONCES_PER_HEADER),
    ),
  fc.array(fc.nat(NONCES_PER_HEADER - 1), { maxLength: 400 }),
);

it('holds what was added, once, and nothing else', () => {
  fc.assert(
    fc.property(nonces, fc.array(fc.nat(NONCES_PER_HEADER - 1)), (added, others) => {
      const set = new NonceSet();
      const reference = new Set<number>();
      for (const nonce of added) {
        expect(set.add(nonce)).toBe(!reference.has(nonce));
        reference.add(nonce);
        expect(set.has(nonce)).toBe(true);
        expect(set.size).toBe(reference.size);
      }
      for (const nonce of [...others, 0, 1, NONCES_PER_HEADER - 1, ...added]) {
        expect(set.has(nonce)).toBe(reference.has(nonce));
        expect(set.add(nonce)).toBe(!reference.has(nonce));
        reference.add(nonce);
      }
    }),
  );
});

it('finds its nonces at once, however they are strided', () => {
  // Nonces that all fell into a few places would take minutes here.
  for (const stride of [1, 2 ** 16, 2 ** 27, 2 ** 31]) {
    const set = new NonceSet();
    for (let i = 0; i < 100_000; i++) set.add(i * stride);
    expect(set.size).toBe(100_000);
  }
});
