import { canRun } from './kernel.ts';
import type { KernelKind } from './kernel-dialect.ts';
import { createNonceSearch } from './nonce-search.ts';
import type { NonceSearch } from './nonce-search.ts';

const SIMD_KINDS: readonly KernelKind[] = ['swizzle', 'relaxed', 'swizzle-pair', 'relaxed-pair'];
/** Runs everywhere. */
const FALLBACK: KernelKind = 'scalar';

/** What a kind of kernel is called in the log and on the screen. */
const ENGINE_NAMES: Readonly<Record<KernelKind, string>> = {
  swizzle: 'WebAssembly SIMD',
  relaxed: 'WebAssembly relaxed SIMD',
  'swizzle-pair': 'WebAssembly SIMD in pairs',
  'relaxed-pair': 'WebAssembly relaxed SIMD in pairs',
  scalar: 'WebAssembly without SIMD',
};

/** A search and the name of its engine. */
interface Engine {
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
 * The fastest way to compute on this machine and this version of V8, found by timing (about 0.3 s
 * in all), because the order of the SIMD kernels differs between versions of V8 and between
 * processors. Blocks the thread meanwhile.
 * @param kinds those to choose from; without any, the scalar one is taken
 * @param turn searches for a short time and returns how many milliseconds a fixed stretch took
 */
export function chooseEngine(
  kinds: readonly KernelKind[] = SIMD_KINDS.filter(canRun),
  turn: (search: NonceSearch) => number = timeTurn,
): Engine {
  let best: { readonly engine: Engine; readonly ms: number } | null = null;
  const engines = kinds.map(engineOfKind);
  for (const { search } of engines) search.load(new Uint8Array(TIMED_WORK_BYTES), 0n);
  for (let round = 0; round < ROUNDS; round++) {
    for (const engine of engines) {
      const ms = turn(engine.search);
      if (best === null || ms < best.ms) best = { engine, ms };
    }
  }
  return best?.engine ?? engineOfKind(FALLBACK);
}

/** Mean time of a slice over one turn. */
function timeTurn(search: NonceSearch): number {
  const startMs = performance.now();
  let slices = 0;
  let elapsedMs: number;
  do {
    search.search(BigInt(slices++ * SLICE), SLICE);
    elapsedMs = performance.now() - startMs;
  } while (elapsedMs < TURN_MS);
  return elapsedMs / slices;
}
