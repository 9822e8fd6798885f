/**
 * Targets: the largest PoW hash that still counts, an unsigned 256-bit number. Little endian in
 * headers, big endian on the Stratum wire. Levels and their names are those of
 * chainweb-mining-client (`Target.hs`): level L stands for the target 2^(256-L) - 1, so that each
 * level is twice as hard as the one before.
 */

declare const targetBrand: unique symbol;

/** An unsigned 256-bit number: a hash h meets it if h ≤ target. */
export type Target = bigint & { readonly [targetBrand]: true };

/** Bytes of an encoded target or hash. */
export const TARGET_LENGTH = 32;

/** The easiest target, 2^256 - 1: every hash meets it. */
export const MAX_TARGET = ((1n << 256n) - 1n) as Target;

/**
 * Brands a number as a target.
 * @throws RangeError outside 0 … 2^256-1.
 */
export function mkTarget(value: bigint): Target {
  if (value < 0n || value > MAX_TARGET) {
    throw new RangeError(`target must be within 0..2^256-1, got ${value}`);
  }
  return value as Target;
}

/**
 * The target of a level 0…256.
 * @throws RangeError when `level` is not an integer of that range.
 */
export function mkTargetLevel(level: number): Target {
  if (!Number.isInteger(level) || level < 0 || level > 256) {
    throw new RangeError(`target level must be an integer within 0..256, got ${level}`);
  }
  return ((1n << BigInt(256 - level)) - 1n) as Target;
}

/** The level of a target: its number of leading zero bits (256 for target 0). */
export function getTargetLevel(target: Target): number {
  return target === 0n ? 256 : 256 - target.toString(2).length;
}

/** The easiest target of the same level: all bits below the leading zeros set. */
export function leveled(target: Target): Target {
  return mkTargetLevel(getTargetLevel(target));
}

/**
 * Reads 32 little-endian bytes.
 * @throws RangeError on another length.
 */
export function targetFromLe(bytes: Uint8Array): Target {
  return targetFromBe(Uint8Array.from(bytes).reverse());
}

/**
 * Reads 32 big-endian bytes.
 * @throws RangeError on another length.
 */
export function targetFromBe(bytes: Uint8Array): Target {
  if (bytes.length !== TARGET_LENGTH) {
    throw new RangeError(`a target has ${TARGET_LENGTH} bytes, got ${bytes.length}`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, TARGET_LENGTH);
  let value = 0n;
  for (let offset = 0; offset < TARGET_LENGTH; offset += 8) {
    value = (value << 64n) | view.getBigUint64(offset, false);
  }
  return value as Target;
}

/** The 32 bytes as they stand in a header. */
export function targetToLe(target: Target): Uint8Array {
  return targetToBe(target).reverse();
}

/** The 32 bytes, most significant first. */
export function targetToBe(target: Target): Uint8Array {
  const bytes = new Uint8Array(TARGET_LENGTH);
  const view = new DataView(bytes.buffer);
  let rest: bigint = target;
  for (let offset = TARGET_LENGTH - 8; offset >= 0; offset -= 8) {
    view.setBigUint64(offset, rest & 0xffff_ffff_ffff_ffffn, false);
    rest >>= 64n;
  }
  return bytes;
}

/** 64 lower-case hex digits, most significant first (the form of Stratum's `set_target`). */
export function targetToHexBe(target: Target): string {
  return target.toString(16).padStart(2 * TARGET_LENGTH, '0');
}

/** 64 lower-case hex digits of the bytes as they stand in a header. */
export function targetToHexLe(target: Target): string {
  return Buffer.from(targetToLe(target)).toString('hex');
}

/**
 * The text that chainweb-mining-client 0.3 and later actually gives to external workers: the four
 * 64-bit words in little-endian order, but the digits of each word most significant first. Its
 * documents (and the worker programs) mean {@link targetToHexLe}; this form is for workers that
 * were adapted to that mistake.
 */
export function targetToHexWords(target: Target): string {
  const digits = targetToHexBe(target);
  return digits.slice(48) + digits.slice(32, 48) + digits.slice(16, 32) + digits.slice(0, 16);
}
