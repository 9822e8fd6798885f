import type { KernelKind, KernelMaker } from './kernel.ts';
import { nativeKernels } from './native-kernels.ts';
import { createNonceSearch } from './nonce-search.ts';
import type { NonceSearch } from './nonce-search.ts';
import { wasmKernel, wasmSimdKernels } from './wasm-kernels.ts';

/** What a kind of kernel is called in the log and on the screen. */
const ENGINE_NAMES: Readonly<Record<KernelKind, string>> = {
  swizzle: 'WebAssembly SIMD',
  relaxed: 'WebAssembly relaxed SIMD',
  'swizzle-pair': 'WebAssembly SIMD in pairs',
  'relaxed-pair': 'WebAssembly relaxed SIMD in pairs',
  scalar: 'WebAssembly without SIMD',
  avx2: 'native AVX2',
  avx512: 'native AVX-512',
  neon: 'native NEON',
};

/** A search and the name of its engine. */
export interface Engine {
  readonly name: string;
  readonly search: NonceSearch;
}

/** Length of the headers that are timed: three adjacent chains, as most graphs have. */
const TIMED_WORK_BYTES = 286;
/**
 * Kernels are timed in turns, and the best turn counts: V8 first runs a quick translation and
 * compiles a fast one in the background meanwhile, and a turn may fall into other programs' work.
 */
const ROUNDS = 4;
const TURN_MS = 20;
/** … and at least this many slices, even if the system keeps the thread waiting. */
const TURN_SLICES = 4;
/** Hashes of one slice, at most some milliseconds. */
const SLICE = 1 << 16;

/** Every kernel that computes here; the scalar one, which runs everywhere, is the last. */
export function runnableKernels(): KernelMaker[] {
  return [...wasmSimdKernels(), ...nativeKernels().makers, wasmKernel('scalar')];
}

/** The engine of one kernel, untimed. */
export function engineOf(maker: KernelMaker): Engine {
  return { name: ENGINE_NAMES[maker.kind], search: createNonceSearch(maker) };
}

/**
 * The fastest way to compute on this machine and this version of V8, found by timing (80 ms
 * for each), because the order of the kernels differs between versions of V8 and between
 * processors. Blocks the thread meanwhile.
 * @param makers those to choose from; without any, the scalar one is taken
 * @param turn searches for a short time and returns how many milliseconds a slice took
 */
export function chooseEngine(
  makers: readonly KernelMaker[],
  turn: (search: NonceSearch) => number = timeTurn,
): Engine {
  let best: { readonly engine: Engine; readonly ms: number } | null = null;
  const engines = makers.map(engineOf);
  for (const { search } of engines) search.load(new Uint8Array(TIMED_WORK_BYTES), 0n);
  for (let round = 0; round < ROUNDS; round++) {
    for (const engine of engines) {
      const ms = turn(engine.search);
      if (best === null || ms < best.ms) best = { engine, ms };
    }
  }
  return best?.engine ?? engineOf(wasmKernel('scalar'));
}

/**
 * The time of a slice in one turn, ms: a quarter of them took less. Slices during which other
 * programs had the core, up to three of four, make no difference.
 */
function timeTurn(search: NonceSearch): number {
  const endMs = performance.now() + TURN_MS;
  const slices: number[] = [];
  for (let nowMs = performance.now(); nowMs < endMs || slices.length < TURN_SLICES;) {
    search.search(BigInt(slices.length * SLICE), SLICE);
    const beforeMs = nowMs;
    nowMs = performance.now();
    slices.push(nowMs - beforeMs);
  }
  return slices.sort((a, b) => a - b)[Math.floor(slices.length / 4)]!;
}
