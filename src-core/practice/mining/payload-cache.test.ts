import { describe, expect, it } from 'vitest';
import { createPayloadCache } from './payload-cache.ts';

const hash = (seed: number): Uint8Array => new Uint8Array(32).fill(seed);

function cacheAt(limit?: number) {
  const clock = { ms: 0 };
  return { clock, cache: createPayloadCache(() => clock.ms, 300_000, limit) };
}

describe('the payload cache', () => {
  it('accepts each payload once', () => {
    const { cache } = cacheAt();
    cache.add(hash(1));
    expect(cache.take(hash(2))).toBe(false);
    expect(cache.take(hash(1))).toBe(true);
    expect(cache.take(hash(1))).toBe(false);
  });

  it('drops a payload five minutes after it was last issued', () => {
    const { cache, clock } = cacheAt();
    cache.add(hash(1));
    cache.add(hash(2));
    clock.ms = 299_999;
    cache.add(hash(1));
    clock.ms = 300_000;
    expect(cache.take(hash(2))).toBe(false);
    expect(cache.take(hash(1))).toBe(true);
  });

  it('is overfull above its limit of different payloads, until some expire', () => {
    const { cache, clock } = cacheAt(2);
    for (const seed of [1, 2, 2, 1]) cache.add(hash(seed));
    expect(cache.isOverfull()).toBe(false);
    clock.ms = 1;
    cache.add(hash(3));
    expect(cache.isOverfull()).toBe(true);
    clock.ms = 300_000;
    expect(cache.isOverfull()).toBe(false);
    cache.clear();
    expect(cache.take(hash(3))).toBe(false);
  });

  it('allows 1200 by default', () => {
    const { cache } = cacheAt();
    for (let index = 0; index < 1200; index += 1) {
      cache.add(Uint8Array.of(index >> 8, index & 0xff));
    }
    expect(cache.isOverfull()).toBe(false);
    cache.add(hash(1));
    expect(cache.isOverfull()).toBe(true);
  });
});
