import { describe, expect, it } from 'vitest';
import { chooseEngine, engineOfKind, runnableKinds } from './choose-engine.ts';
import { createNonceSearch } from './nonce-search.ts';

describe('choosing an engine', () => {
  it('takes a SIMD kernel where there is one, ready to search', () => {
    const { name, search } = chooseEngine();
    expect(runnableKinds()).toContain('swizzle');
    expect(search.kind).not.toBe('scalar');
    expect(name).toMatch(/^WebAssembly (relaxed )?SIMD$/);
    search.load(new Uint8Array(286), 2n ** 256n - 1n);
    expect(search.search(3n, 1)).toEqual({ nonce: 3n, tried: 1 });
  });

  it('takes the one whose slices are shorter', () => {
    // A clock that runs faster with each kernel that is tried: the first one seems the best.
    let readings = 0;
    let nowMs = 0;
    const chosen = chooseEngine(() => (nowMs += 1 + readings++ / 100));
    expect(chosen.search.kind).toBe('swizzle');
  });

  it('tells the kinds apart by name', () => {
    const names = runnableKinds().map((kind) => engineOfKind(kind).name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.at(-1)).toBe('WebAssembly without SIMD');
    expect(createNonceSearch('scalar').kind).toBe('scalar');
  });
});
