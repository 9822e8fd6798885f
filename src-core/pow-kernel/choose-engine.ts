import { canRun } from './kernel.ts';
import type { KernelKind } from './kernel-dialect.ts';
import { createNonceSearch } from './nonce-search.ts';
import type { NonceSearch } from './nonce-search.ts';

/** The kinds in the order in which they are tried: fast ones first, then what runs everywhere. */
const SIMD_KINDS: readonly KernelKind[] = ['swizzle', 'relaxed'];
const FALLBACK: KernelKind = 'scalar';

/** What a kind of kernel is called in the log and on the screen. */
const ENGINE_NAMES: Readonly<Record<KernelKind, string>> = {
  swizzle: 'WebAssembly SIMD',
  relaxed: 'WebAssembly relaxed SIMD',
  scalar: 'WebAssembly without SIMD',
};

/** A search and what its way to compute is called. */
export interface Engine {
  readonly name: string;
  readonly search: NonceSearch;
}

/** Length of the headers that are timed: three adjacent chains, as most graphs have. */
const TIMED_WORK_BYTES = 286;
/**
 * Before it is timed a kernel runs this long: V8 first runs a quick translation and compiles a
 * fast one in the background meanwhile.
 */
const WARM_UP_MS = 60;
const TIMED_MS = 50;
/** Hashes of one stretch, some milliseconds. */
const SLICE = 1 << 16;

/** The kinds that this runtime can compile; the scalar one is among them in any case. */
export function runnableKinds(): KernelKind[] {
  return [...SIMD_KINDS.filter(canRun), FALLBACK];
}

/** The engine of one kind, untimed. */
export function engineOfKind(kind: KernelKind): Engine {
  return { name: ENGINE_NAMES[kind], search: createNonceSearch(kind) };
}

/**
 * The fastest way to compute on this machine and this version of V8, found by timing (about 0.1 s
 * for each that is possible), because the two SIMD kernels change places from one V8 to the next.
 * Blocks the thread meanwhile.
 * @param nowMs a clock that never goes back
 */
export function chooseEngine(nowMs: () => number = () => performance.now()): Engine {
  const simd = SIMD_KINDS.filter(canRun);
  if (simd.length === 0) return engineOfKind(FALLBACK);
  const timed = simd.map((kind) => {
    const engine = engineOfKind(kind);
    engine.search.load(new Uint8Array(TIMED_WORK_BYTES), 0n);
    fastestSliceMs(engine.search, WARM_UP_MS, nowMs);
    return { engine, sliceMs: fastestSliceMs(engine.search, TIMED_MS, nowMs) };
  });
  return timed.reduce((a, b) => (b.sliceMs < a.sliceMs ? b : a)).engine;
}

/**
 * Searches for at least `durationMs` and gives the shortest time of a slice: unlike the mean, it
 * does not depend on what else the machine was doing.
 */
function fastestSliceMs(search: NonceSearch, durationMs: number, nowMs: () => number): number {
  const start = nowMs();
  let fastestMs = Infinity;
  for (let before = start, nonce = 0n; before - start < durationMs; nonce += BigInt(SLICE)) {
    search.search(nonce, SLICE);
    const after = nowMs();
    fastestMs = Math.min(fastestMs, after - before);
    before = after;
  }
  return fastestMs;
}
