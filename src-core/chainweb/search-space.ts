/**
 * Keeps the searches of several mining loops apart, whatever nonces they try: each loop has creation
 * times of its own, so no two loops ever search the same header. Pure.
 */
import { withTimeAndNonce } from './mining-work.ts';
import type { MiningWork } from './mining-work.ts';

/** Loop `number` of `of`, a power of two of at most {@link LOOP_LIMIT}: its times in µs are `number` modulo `of`. */
export interface SearchPlace {
  readonly number: number;
  readonly of: number;
}

/** The most loops that can be kept apart. */
export const LOOP_LIMIT = 1024;
/** A creation time that is moved on, is moved by a multiple of this, µs: so it stays with its loop. */
const TIME_STEP_MICROS = BigInt(LOOP_LIMIT);

/**
 * The work with a creation time of the loop's own. It is less than `of` µs later than that of the node,
 * which refuses times in its future, and times that are not after that of the parent.
 */
export function workAt(work: MiningWork, { number, of }: SearchPlace): MiningWork {
  const { bytes, header } = work;
  const ahead = BigInt.asUintN(64, BigInt(number) - header.creationTimeMicros) % BigInt(of);
  if (ahead === 0n) return work;
  const creationTimeMicros = header.creationTimeMicros + ahead;
  return {
    ...work,
    bytes: withTimeAndNonce(bytes, creationTimeMicros, header.nonce),
    header: { ...header, creationTimeMicros },
  };
}

/** A creation time moved on by the time that has passed, or a little less. */
export function laterTime(creationTimeMicros: bigint, elapsedMs: number): bigint {
  const steps = Math.floor((Math.max(0, elapsedMs) * 1000) / LOOP_LIMIT);
  return creationTimeMicros + BigInt(steps) * TIME_STEP_MICROS;
}

/** The first creation time after `last` that is `creationTimeMicros` or whole steps later. */
export function timeAfter(last: bigint, creationTimeMicros: bigint): bigint {
  if (creationTimeMicros > last) return creationTimeMicros;
  const steps = (last - creationTimeMicros) / TIME_STEP_MICROS + 1n;
  return creationTimeMicros + steps * TIME_STEP_MICROS;
}

/** The smallest power of two that is not below `count`, which is at least 1. */
export function powerOfTwo(count: number): number {
  return 2 ** Math.ceil(Math.log2(count));
}
