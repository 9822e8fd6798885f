import { describe, expect, it } from 'vitest';
import { runnableKernels } from './choose-engine.ts';
import type { KernelMaker } from './kernel.ts';
import { solvesAsItShould } from './prove-kernel.ts';
import { wasmKernel } from './wasm-kernels.ts';

const right = wasmKernel('scalar');

/** A kernel that answers like the right one but for what `change` makes of its scan. */
function changed(
  change: (scan: (word: number, passes: number) => number, word: number, passes: number) => number,
): KernelMaker {
  return {
    kind: 'scalar',
    make: (workBytes) => {
      const kernel = right.make(workBytes);
      return { ...kernel, scan: (word, passes) => change(kernel.scan, word, passes) };
    },
  };
}

describe('a kernel', () => {
  it.each(runnableKernels())('is proven by right solutions: $kind', (maker) => {
    expect(solvesAsItShould(maker)).toBe(true);
  });

  it('is not proven when it finds nothing', () => {
    expect(solvesAsItShould(changed(() => 0))).toBe(false);
  });

  it('is not proven when it misses one solution', () => {
    let hits = 0;
    const misses = changed((scan, word, passes) => {
      const left = scan(word, passes);
      return left > 0 && ++hits === 30 ? left - 1 : left;
    });
    expect(solvesAsItShould(misses)).toBe(false);
  });

  it.each(Array.from({ length: 14 }, (_, word) => word))(
    'is not proven when it takes word %i of the last block for 0',
    (word) => {
      const forgets: KernelMaker = {
        kind: 'scalar',
        make: (workBytes) => {
          const kernel = right.make(workBytes);
          const prepare = (): void => {
            if (word !== kernel.layout.word) kernel.message[word] = 0;
            kernel.prepare();
          };
          return { ...kernel, prepare };
        },
      };
      expect(solvesAsItShould(forgets)).toBe(false);
    },
  );

  it('is not proven when it fails for headers of one length', () => {
    for (const degree of [0, 1, 2, 3, 4, 5, 6, 7]) {
      const fails: KernelMaker = {
        kind: 'scalar',
        make: (workBytes) => {
          const isOne = workBytes === 178 + 36 * degree;
          return isOne ? changed(() => 0).make(workBytes) : right.make(workBytes);
        },
      };
      expect(solvesAsItShould(fails)).toBe(false);
    }
  });
});
