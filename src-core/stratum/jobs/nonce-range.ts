/**
 * Who searches which nonces. A nonce is nonce2 · 2^16 + nonce1: the server gives each session its
 * own nonce1 (2 bytes, the least significant part), the machine searches nonce2 (6 bytes). Written
 * as hex digits the nonce is nonce2 ‖ nonce1, most significant first; in the header it stands
 * little endian. Every known Kadena machine handles this split and some handle no other.
 */
import { err, ok } from '../../result.ts';
import type { Result } from '../../result.ts';
import { excerpt } from '../peer-text.ts';
import type { ShareRefusal } from '../refusals.ts';

const NONCE1_BYTES = 2;
export const NONCE2_BYTES = 6;
/** How many sessions can have a nonce1 of their own. */
export const NONCE1_COUNT = 2 ** (8 * NONCE1_BYTES);
/** The part of them that only addresses which mine can have. */
const RESERVED_PART = 8;
/** Nonces one session can try on one header: 2^48, 1.7 s of an Antminer KA3. */
export const NONCES_PER_HEADER = 2 ** (8 * NONCE2_BYTES);

const NONCE2_DIGITS = 2 * NONCE2_BYTES;

/** nonce1 as it is sent: always four lower-case hex digits. */
export function nonce1Hex(nonce1: number): string {
  return nonce1.toString(16).padStart(2 * NONCE1_BYTES, '0');
}

/**
 * Reads the nonce2 of a share: hex digits, most significant first, in either case, with or without
 * `0x`, fewer than twelve (a number) or more if the excess is zeros.
 */
export function parseNonce2(text: string): Result<number, ShareRefusal> {
  let digits = text;
  if (digits.length !== NONCE2_DIGITS) {
    if (digits.startsWith('0x') || digits.startsWith('0X')) digits = digits.slice(2);
    if (digits.length > NONCE2_DIGITS) digits = digits.replace(/^0+(?=.)/, '');
    if (digits.length > NONCE2_DIGITS) {
      return err({
        kind: 'nonce2-too-long',
        nonce2: excerpt(text),
        limitBytes: NONCE2_BYTES,
      });
    }
  }
  // Twelve characters may still begin with 0x: a nonce2 of five bytes.
  const nonce2 = hexNumber(digits) ?? (/^0x/i.test(digits) ? hexNumber(digits.slice(2)) : null);
  if (nonce2 !== null) return ok(nonce2);
  return err({ kind: 'nonce2-not-hex', nonce2: excerpt(text) });
}

/** Values of the hex digits by their character code; -1 for other characters. */
const HEX_VALUES = Int8Array.from({ length: 0x80 }, (_, code) => {
  return '0123456789abcdef'.indexOf(String.fromCharCode(code).toLowerCase());
});

/** The number of up to twelve hex digits; null for anything else. Each share has one to be read. */
function hexNumber(digits: string): number | null {
  if (digits === '') return null;
  let value = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = HEX_VALUES[digits.charCodeAt(i)] ?? -1;
    if (digit < 0) return null;
    value = value * 16 + digit;
  }
  return value;
}

/** The lower 32 bits of the nonce, unsigned. */
export function nonceLow(nonce1: number, nonce2: number): number {
  // `<<` takes the low 32 bits of any whole number; `%` of one beyond them is a slow division of doubles.
  return ((nonce2 << 16) | nonce1) >>> 0;
}

/** The upper 32 bits of the nonce, unsigned. */
export function nonceHigh(nonce2: number): number {
  return Math.floor(nonce2 / 0x1_0000);
}

/** The whole nonce as a header carries it (u64). */
export function composeNonce(nonce1: number, nonce2: number): bigint {
  return (BigInt(nonce2) << BigInt(8 * NONCE1_BYTES)) | BigInt(nonce1);
}

/**
 * Gives each session a nonce1 that no other has. A value that came back rests for a while, longest
 * first, so that a machine that reconnects every few seconds never meets its own old shares.
 */
export class NonceAllocator {
  /** Ring of free values; the first `#count` from `#head` on are free, oldest first. */
  readonly #free = new Uint16Array(NONCE1_COUNT);
  /** When each value came back, ms; -Infinity when it was never used. */
  readonly #releasedAtMs = new Float64Array(NONCE1_COUNT).fill(-Infinity);
  readonly #isUsed = new Uint8Array(NONCE1_COUNT);
  readonly #quarantineMs: number;
  #head = 0;
  #count: number;
  readonly #total: number;

  /**
   * @param quarantineMs how long a released value rests
   * @param first the first value to give; a random one keeps two miners of one node apart
   * @param count how many values there are
   */
  constructor(quarantineMs: number, first: number, count = NONCE1_COUNT) {
    this.#quarantineMs = quarantineMs;
    this.#total = count;
    this.#count = count;
    for (let i = 0; i < NONCE1_COUNT; i++) this.#free[i] = (first + i) % NONCE1_COUNT;
  }

  /** How many values sessions have now. */
  get inUse(): number {
    return this.#total - this.#count;
  }

  /**
   * A value that no other session has, or null when all are in use or resting.
   * @param isKnown whether a machine that mines asks: the last values are kept for those
   */
  allocate(nowMs: number, isKnown = true): number | null {
    const reserved = isKnown ? 0 : Math.floor(this.#total / RESERVED_PART);
    if (this.#count <= reserved || !this.#hasRested(this.#head + reserved, nowMs)) return null;
    const nonce1 = this.#free[this.#head]!;
    this.#head = (this.#head + 1) % NONCE1_COUNT;
    this.#count -= 1;
    this.#isUsed[nonce1] = 1;
    return nonce1;
  }

  /** Free values stand in the order in which they came back. */
  #hasRested(place: number, nowMs: number): boolean {
    const nonce1 = this.#free[place % NONCE1_COUNT]!;
    return nowMs - this.#releasedAtMs[nonce1]! >= this.#quarantineMs;
  }

  /**
   * Takes a value back.
   * @throws Error when it was not in use.
   */
  release(nonce1: number, nowMs: number): void {
    if (this.#isUsed[nonce1] !== 1) throw new Error(`nonce1 ${nonce1} was not in use`);
    this.#isUsed[nonce1] = 0;
    this.#releasedAtMs[nonce1] = nowMs;
    this.#free[(this.#head + this.#count) % NONCE1_COUNT] = nonce1;
    this.#count += 1;
  }
}
