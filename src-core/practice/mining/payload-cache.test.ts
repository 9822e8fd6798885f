import { describe, expect, it } from 'vitest';
import type { Payload } from '../chain/payload.ts';
import { createPayloadCache } from './payload-cache.ts';

/** A payload that only the cache looks at. */
const payload = (...bytes: number[]): Payload =>
  ({ payloadHash: Uint8Array.from(bytes) }) as Payload;
const hash = (seed: number): Uint8Array => payload(seed).payloadHash;

function cacheAt(limit?: number) {
  const clock = { ms: 0 };
  return { clock, cache: createPayloadCache(() => clock.ms, 300_000, limit) };
}

describe('the payload cache', () => {
  it('accepts each payload once', () => {
    const { cache } = cacheAt();
    cache.add(payload(1));
    expect(cache.take(hash(2))).toBeNull();
    expect(cache.take(hash(1))).toEqual(payload(1));
    expect(cache.take(hash(1))).toBeNull();
  });

  it('drops a payload five minutes after it was last issued', () => {
    const { cache, clock } = cacheAt();
    cache.add(payload(1));
    cache.add(payload(2));
    clock.ms = 299_999;
    cache.add(payload(1));
    clock.ms = 300_000;
    expect(cache.take(hash(2))).toBeNull();
    expect(cache.take(hash(1))).toEqual(payload(1));
  });

  it('is overfull above its limit of different payloads, until some expire', () => {
    const { cache, clock } = cacheAt(2);
    for (const seed of [1, 2, 2, 1]) cache.add(payload(seed));
    expect(cache.isOverfull()).toBe(false);
    clock.ms = 1;
    cache.add(payload(3));
    expect(cache.isOverfull()).toBe(true);
    clock.ms = 300_000;
    expect(cache.isOverfull()).toBe(false);
    cache.clear();
    expect(cache.take(hash(3))).toBeNull();
  });

  it('allows 1200 by default', () => {
    const { cache } = cacheAt();
    for (let index = 0; index < 1200; index += 1) {
      cache.add(payload(index >> 8, index & 0xff));
    }
    expect(cache.isOverfull()).toBe(false);
    cache.add(payload(1));
    expect(cache.isOverfull()).toBe(true);
  });
});
