import {
  BLOCK_BYTES,
  compressBlocks,
  initialState,
  STATE_WORDS,
  toBlocks,
} from '../../../chainweb/blake2s.ts';
import { NONCE_LENGTH, withTimeAndNonce } from '../../../chainweb/mining-work.ts';
import { powHash } from '../../../chainweb/pow-hash.ts';
import { targetFromLe } from '../../../chainweb/target.ts';
import type { Target } from '../../../chainweb/target.ts';
import { nonceAt } from '../../../pow-kernel/nonce-layout.ts';
import type { NonceLayout } from '../../../pow-kernel/nonce-layout.ts';
import { ROW_HEAD } from './wgsl-kernel.ts';
import type { WgslKernel } from './wgsl-kernel.ts';

/** A work header with its creation time, and all that is computed for it once. Never changes. */
export interface SearchedWork {
  readonly bytes: Uint8Array;
  readonly target: Target;
  readonly creationTimeMicros: bigint;
  /** The chaining value before the block in which the nonce begins. */
  readonly midstate: Uint32Array;
}

/** Takes a work header (any degree; its nonce does not matter) with a creation time in µs since the Unix epoch. */
export function searchedWork(
  work: Uint8Array,
  target: Target,
  creationTimeMicros: bigint,
): SearchedWork {
  const bytes = withTimeAndNonce(work, creationTimeMicros, 0n);
  const midstate = initialState();
  const before = bytes.subarray(0, bytesBeforeNonce(bytes));
  if (before.length > 0) compressBlocks(midstate, toBlocks(before), 0, bytes.length);
  return { bytes, target, creationTimeMicros, midstate };
}

/** Of the whole blocks before the nonce's first. */
function bytesBeforeNonce(bytes: Uint8Array): number {
  return Math.floor((bytes.length - NONCE_LENGTH) / BLOCK_BYTES) * BLOCK_BYTES;
}

/** The highest word of a target or hash, which the shader compares. */
export function topWord(number: Target): number {
  return Number(number >> BigInt(32 * (STATE_WORDS - 1)));
}

/** The hash of the work with this nonce, as the number that is compared with the target. */
export function hashOf({ bytes, creationTimeMicros }: SearchedWork, nonce: bigint): Target {
  return targetFromLe(powHash(withTimeAndNonce(bytes, creationTimeMicros, nonce)));
}

/** Writes one row: all that the shader needs to try the nonces from `place` on. */
export function writeRow(
  work: SearchedWork,
  kernel: WgslKernel,
  layout: NonceLayout,
  place: bigint,
  into: Uint32Array,
  at: number,
): void {
  const { bytes, creationTimeMicros, target } = work;
  const header = withTimeAndNonce(bytes, creationTimeMicros, nonceAt(layout, place));
  const state = work.midstate.slice();
  const tail = toBlocks(header.subarray(bytesBeforeNonce(bytes)));
  const message = tail.slice(tail.length - BLOCK_BYTES / 4);
  const straddled = tail.slice(0, tail.length - message.length);
  compressBlocks(state, straddled, bytesBeforeNonce(bytes), header.length);
  into[at] = message[layout.word]!;
  into[at + 1] = topWord(target);
  kernel.fillTable({ state, message }, into, at + ROW_HEAD);
}
