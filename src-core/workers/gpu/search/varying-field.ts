import { BLOCK_BYTES } from '../../../chainweb/blake2s.ts';
import { NONCE_LENGTH } from '../../../chainweb/mining-work.ts';

/**
 * The bits of the nonce that one row of a dispatch varies: those of the last block's word that holds most of
 * them. So there is one compression for each nonce, wherever the nonce lies; all other bits belong to the row.
 */
export interface VaryingField {
  /** Length of the work header in bytes. */
  readonly workBytes: number;
  /** Index of the last 64-byte block; all before it are hashed once for each row or less. */
  readonly firstBlock: number;
  /** The word (0..15) of that block. */
  readonly word: number;
  /** How far the field is shifted up in that word: 0, 8, 16 or 24. */
  readonly shift: number;
  /** Its width: 8, 16, 24 or 32. */
  readonly bits: number;
  /** The nonce's bit that is the field's lowest. */
  readonly lowestBit: number;
}

/**
 * The field of a work header, whose last 8 bytes are the nonce (LE): 32 bits in all graphs but those of degree 4
 * (322 bytes), whose last block holds only the nonce's upper 16.
 * @throws RangeError when the header is too short to hold a creation time and a nonce
 */
export function varyingField(workBytes: number): VaryingField {
  if (workBytes < 16 + NONCE_LENGTH)
    throw new RangeError(`work of ${workBytes} bytes is too short`);
  const offset = workBytes - NONCE_LENGTH;
  const firstBlock = Math.ceil(workBytes / BLOCK_BYTES) - 1;
  const inBlock = Array.from({ length: NONCE_LENGTH }, (_, index) => index).filter(
    (index) => offset + index >= firstBlock * BLOCK_BYTES,
  );
  const wordOf = (index: number): number => (offset + index) >> 2;
  const bytesBeside = (index: number): number[] =>
    inBlock.filter((other) => wordOf(other) === wordOf(index));
  const held = inBlock.map(bytesBeside).reduce((a, b) => (b.length > a.length ? b : a));
  const first = held[0]!;
  return {
    workBytes,
    firstBlock,
    word: wordOf(first) % (BLOCK_BYTES / 4),
    shift: 8 * ((offset + first) % 4),
    bits: 8 * held.length,
    lowestBit: 8 * first,
  };
}

/**
 * The nonce at a place of the search, 0 … 2^64-1: the place's low bits are the field, the others the rest of the
 * nonce. Every nonce has one place.
 */
export function nonceAt(place: bigint, { bits, lowestBit }: VaryingField): bigint {
  const width = BigInt(bits);
  const low = BigInt(lowestBit);
  const field = BigInt.asUintN(bits, place);
  const rest = place >> width;
  const below = BigInt.asUintN(lowestBit, rest);
  return ((rest >> low) << (low + width)) | (field << low) | below;
}
