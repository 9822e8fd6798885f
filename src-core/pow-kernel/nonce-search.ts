import {
  BLOCK_BYTES,
  compress,
  compressBlocks,
  initialState,
  STATE_WORDS,
  toBlocks,
} from '../chainweb/blake2s.ts';
import type { Kernel, KernelKind, KernelMaker } from './kernel.ts';
import { nonceAt } from './nonce-layout.ts';

const CREATION_TIME_OFFSET = 8;
const NONCE_BYTES = 8;
/**
 * Passes per call of a kernel, some milliseconds: V8 has no on-stack replacement for WebAssembly,
 * so the optimised code takes over only at the next call.
 */
const PASSES_PER_CALL = 1 << 14;

/** The result of one stretch of a search. */
interface SearchResult {
  /** The nonce of the first counter that solves the work, if any. */
  readonly nonce: bigint | null;
  /** How many nonces were tried, the solving one included. */
  readonly tried: number;
}

/** Searches nonces of one work header at a time. Not to be shared between threads. */
export interface NonceSearch {
  readonly kind: KernelKind;
  /**
   * Takes new work.
   * @param work a header without its hash, any degree; its nonce bytes do not matter. Copied.
   * @param target the largest hash that counts, 0 … 2^256-1
   * @throws RangeError on a header that is too short
   */
  load(work: Uint8Array, target: bigint): void;
  /** Changes the creation time in the own copy of the work (µs since the Unix epoch). */
  setCreationTime(micros: bigint): void;
  /**
   * Tries exactly the nonces of the counters `start` … `start + tried - 1` (mod 2^64) in this order:
   * all `count` of them, or up to the first that solves the work. Each counter has a nonce of its
   * own, see `nonceAt`: for most headers it is the counter itself.
   */
  search(start: bigint, count: number): SearchResult;
}

/** A search that computes in the given way. */
export function createNonceSearch(maker: KernelMaker): NonceSearch {
  return new KernelSearch(maker);
}

class KernelSearch implements NonceSearch {
  readonly kind: KernelKind;
  readonly #maker: KernelMaker;
  readonly #kernels = new Map<number, Kernel>();
  #kernel: Kernel | null = null;
  #work = new Uint8Array();
  /** The target's words, lowest first. */
  #target = new Uint32Array(STATE_WORDS);

  constructor(maker: KernelMaker) {
    this.kind = maker.kind;
    this.#maker = maker;
  }

  load(work: Uint8Array, target: bigint): void {
    const kernel = this.#kernels.get(work.length) ?? this.#maker.make(work.length);
    this.#kernels.set(work.length, kernel);
    this.#kernel = kernel;
    this.#work = work.slice();
    this.#target = this.#target.map((_, i) => Number((target >> BigInt(32 * i)) & 0xffff_ffffn));
    kernel.targetTop[0] = this.#target[STATE_WORDS - 1]!;
    this.#hashBeforeLast(kernel);
  }

  setCreationTime(micros: bigint): void {
    const view = new DataView(this.#work.buffer);
    view.setBigInt64(CREATION_TIME_OFFSET, micros, true);
    this.#hashBeforeLast(this.#loaded());
  }

  search(start: bigint, count: number): SearchResult {
    const kernel = this.#loaded();
    const { span } = kernel.layout;
    for (let tried = 0; tried < count;) {
      const counter = BigInt.asUintN(64, start + BigInt(tried));
      const length = Math.min(count - tried, span - Number(counter % BigInt(span)));
      const found = this.#searchSpan(kernel, counter, length);
      if (found !== null) return { nonce: found.nonce, tried: tried + found.offset + 1 };
      tried += length;
    }
    return { nonce: null, tried: Math.max(0, count) };
  }

  /** The first solution within one span, or null. */
  #searchSpan(
    kernel: Kernel,
    start: bigint,
    length: number,
  ): { readonly nonce: bigint; readonly offset: number } | null {
    const { layout, lanes } = kernel;
    this.#setNonce(nonceAt(layout, start));
    if (layout.lowestBit > 0) this.#hashBeforeLast(kernel);
    const block = this.#lastBlock(kernel);
    kernel.message.set(block);
    kernel.prepare();
    const firstWord = block[layout.word]!;
    const passes = Math.ceil(length / lanes);
    for (let pass = 0; pass < passes;) {
      const asked = Math.min(passes - pass, PASSES_PER_CALL);
      const word = firstWord + ((pass * lanes) << layout.shift);
      const left = kernel.scan(word, asked);
      pass += asked - left;
      if (left === 0) continue;
      // Lanes past the end of the span hold nonces that were not requested.
      const end = Math.min(length, (pass + 1) * lanes);
      for (let offset = pass * lanes; offset < end; offset++) {
        const nonce = nonceAt(layout, start + BigInt(offset));
        if (this.#isSolution(kernel, nonce)) return { nonce, offset };
      }
      pass += 1;
    }
    return null;
  }

  /** The exact test: the whole hash against the whole target. */
  #isSolution(kernel: Kernel, nonce: bigint): boolean {
    this.#setNonce(nonce);
    const hash = kernel.state.slice();
    compress(hash, hash, this.#lastBlock(kernel), 0, this.#work.length, true);
    for (let i = STATE_WORDS - 1; i >= 0; i--) {
      if (hash[i] !== this.#target[i]) return hash[i]! < this.#target[i]!;
    }
    return true;
  }

  #setNonce(nonce: bigint): void {
    const offset = this.#work.length - NONCE_BYTES;
    new DataView(this.#work.buffer).setBigUint64(offset, nonce, true);
  }

  /** Hashes all blocks before the last, with the nonce's bytes in them; every pass starts from there. */
  #hashBeforeLast({ layout, state }: Kernel): void {
    const hash = initialState();
    const before = this.#work.subarray(0, layout.lastBlock * BLOCK_BYTES);
    if (before.length > 0) compressBlocks(hash, toBlocks(before), 0, this.#work.length);
    state.set(hash);
  }

  #lastBlock({ layout }: Kernel): Int32Array {
    return toBlocks(this.#work.subarray(layout.lastBlock * BLOCK_BYTES));
  }

  #loaded(): Kernel {
    if (this.#kernel === null) throw new Error('no work was loaded');
    return this.#kernel;
  }
}
