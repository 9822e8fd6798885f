import { describe, expect, it } from 'vitest';
import { chooseEngine, engineOf, runnableKernels } from './choose-engine.ts';
import type { KernelKind } from './kernel.ts';
import { wasmSimdKernels } from './wasm-kernels.ts';

describe('choosing an engine', () => {
  it('takes a SIMD kernel where there is one, ready to search', () => {
    const { name, search } = chooseEngine(wasmSimdKernels());
    expect(search.kind).not.toBe('scalar');
    expect(name).toMatch(/^WebAssembly (relaxed )?SIMD( in pairs)?$/);
    search.load(new Uint8Array(286), 2n ** 256n - 1n);
    expect(search.search(3n, 1)).toEqual({ nonce: 3n, tried: 1 });
  });

  it.each(runnableKernels().map(({ kind }) => kind))(
    'takes %s where it has the best turn, even after a bad one',
    (fastest) => {
      const turns: KernelKind[] = [];
      const chosen = chooseEngine(runnableKernels(), ({ kind }) => {
        const isFirst = !turns.includes(kind);
        turns.push(kind);
        // The first turn runs quickly translated code.
        return isFirst ? 50 : kind === fastest ? 2 : 3;
      });
      expect(chosen.search.kind).toBe(fastest);
    },
  );

  it('takes the scalar kernel where no other runs', () => {
    expect(chooseEngine([]).search.kind).toBe('scalar');
  });

  it('knows four SIMD kernels in WebAssembly, all of which run here', () => {
    const kinds = wasmSimdKernels().map(({ kind }) => kind);
    expect(kinds).toEqual(['swizzle', 'relaxed', 'swizzle-pair', 'relaxed-pair']);
  });

  it('distinguishes the kinds by name', () => {
    const names = runnableKernels().map((maker) => engineOf(maker).name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.at(-1)).toBe('WebAssembly without SIMD');
  });
});
