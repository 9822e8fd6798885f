import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { chooseEngine, engineOf, runnableKernels } from './choose-engine.ts';
import type { KernelKind, KernelMaker } from './kernel.ts';
import { wasmKernel, wasmSimdKernels } from './wasm-kernels.ts';

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

describe('timing', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
  afterEach(() => void vi.useRealTimers());

  /** A kernel whose slices, counted from 0, take so long, ms. */
  function taking(kind: KernelKind, msOf: (slice: number) => number) {
    let slices = 0;
    const maker: KernelMaker = {
      kind,
      make: (workBytes) => ({
        ...wasmKernel('scalar').make(workBytes),
        // One call searches a slice.
        lanes: 4,
        scan() {
          vi.advanceTimersByTime(msOf(slices));
          slices += 1;
          return 0;
        },
      }),
    };
    return { maker, slices: () => slices };
  }

  it('gives each kernel 20 ms in each of four turns, and at least four slices', () => {
    const [fast, slow] = [taking('avx2', () => 1), taking('swizzle', () => 100)];
    expect(chooseEngine([slow.maker, fast.maker]).search.kind).toBe('avx2');
    expect([fast.slices(), slow.slices()]).toEqual([4 * 20, 4 * 4]);
  });

  it('does not mind that others had the core in three of four slices', () => {
    // Of four slices, the second shortest counts.
    const disturbed = taking('avx2', (slice) => [90, 4, 70, 5][slice % 4] ?? 0);
    const steady = taking('swizzle', () => 6);
    expect(chooseEngine([steady.maker, disturbed.maker]).search.kind).toBe('avx2');
    const slower = taking('avx2', (slice) => [90, 4, 70, 7][slice % 4] ?? 0);
    expect(chooseEngine([slower.maker, steady.maker]).search.kind).toBe('swizzle');
  });
});
