import type { NonceLayout } from './nonce-layout.ts';

/** The ways to compute a search; see `docs/pow-kernel.md` for what makes each of them fast. */
export type KernelKind = WasmKind | NativeKind;
/** Those that every Node and Electron can run, if it has SIMD. */
export type WasmKind = 'swizzle' | 'relaxed' | 'swizzle-pair' | 'relaxed-pair' | 'scalar';
/** Those of the native module, where it was built: the names it exports. */
export type NativeKind = 'avx2' | 'avx512' | 'neon';

/** A kernel ready to run: for one way to compute and one layout of headers. */
export interface Kernel {
  readonly layout: NonceLayout;
  /** Nonces tried in one pass. */
  readonly lanes: number;
  /** Its inputs: the 8 words of the chaining value before the last block, … */
  readonly state: Uint32Array;
  /** … the 16 words of the last block, of which the varying one is not read, … */
  readonly message: Uint32Array;
  /** … and the highest word of the target. */
  readonly targetTop: Uint32Array;
  /** To be called when inputs have changed. */
  readonly prepare: () => void;
  /**
   * Tries `passes` (at least 1) × `lanes` nonces, the first of which has `word` (modulo 2^32) as
   * its varying word. Stops at the first pass with a hash whose highest word is at most
   * `targetTop`, and returns the number of passes left, that one included; 0 when there was none.
   */
  readonly scan: (word: number, passes: number) => number;
}

/** One way to compute, for headers of any length. */
export interface KernelMaker {
  readonly kind: KernelKind;
  /**
   * A kernel for headers of `workBytes` bytes (some milliseconds).
   * @throws RangeError on a length that has no room for a nonce
   */
  readonly make: (workBytes: number) => Kernel;
}
