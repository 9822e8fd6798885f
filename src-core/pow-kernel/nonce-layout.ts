import { BLOCK_BYTES } from '../chainweb/blake2s.ts';

const NONCE_BYTES = 8;
const NONCE_BITS = 64;

/** Where the nonce lies in the last block of a work header: what a kernel is specialised for. */
export interface NonceLayout {
  /** Length of the work header in bytes. */
  readonly workBytes: number;
  /** Index of the last 64-byte block, the one that is searched; all before it are hashed once. */
  readonly lastBlock: number;
  /** The word (0..15) of that block which a span varies. */
  readonly word: number;
  /** How far the lowest varied bit is shifted up in that word: 0, 8, 16 or 24. */
  readonly shift: number;
  /** How many nonces differ in the varied bits alone: 2^8 to 2^32. */
  readonly span: number;
  /** Which bit of the nonce is the lowest varied one. */
  readonly lowestBit: number;
}

/**
 * The layout that begins with the nonce's first byte in the last block. The last 8 bytes of a work header are the
 * nonce (LE); with 178 + 36·degree bytes a span is always of 2^16 nonces. Only with degree 4 (322 bytes) does the nonce
 * begin in the block before the last: there a span varies its two highest bytes, which are the last block.
 * @throws RangeError when the header is too short to hold a creation time and a nonce.
 */
export function nonceLayout(workBytes: number): NonceLayout {
  return layoutFrom(workBytes, firstByteInLastBlock(workBytes));
}

/**
 * The layout with the longest span: 2^32 nonces in all graphs but those of degree 4, which have 2^16 in any layout.
 * @throws RangeError as {@link nonceLayout}
 */
export function widestLayout(workBytes: number): NonceLayout {
  const first = firstByteInLastBlock(workBytes);
  return Array.from({ length: NONCE_BYTES }, (_, byte) => byte)
    .filter((byte) => byte >= first)
    .map((byte) => layoutFrom(workBytes, byte))
    .reduce((widest, layout) => (layout.span > widest.span ? layout : widest));
}

/** Of the nonce's bytes 0..7. */
function firstByteInLastBlock(workBytes: number): number {
  if (workBytes < 16 + NONCE_BYTES) throw new RangeError(`work of ${workBytes} bytes is too short`);
  return Math.max(0, lastBlockOf(workBytes) * BLOCK_BYTES - (workBytes - NONCE_BYTES));
}

function lastBlockOf(workBytes: number): number {
  return Math.ceil(workBytes / BLOCK_BYTES) - 1;
}

/** A span begins with this byte of the nonce, and ends with the byte's word, or with the nonce. */
function layoutFrom(workBytes: number, byte: number): NonceLayout {
  const lastBlock = lastBlockOf(workBytes);
  const offset = workBytes - NONCE_BYTES + byte - lastBlock * BLOCK_BYTES;
  const shift = (offset % 4) * 8;
  const lowestBit = byte * 8;
  return {
    workBytes,
    lastBlock,
    word: Math.floor(offset / 4),
    shift,
    span: 2 ** Math.min(32 - shift, NONCE_BITS - lowestBit),
    lowestBit,
  };
}

/**
 * The nonce that is tried as number `counter` (0 … 2^64-1): another one for each counter. The
 * lowest bits of the counter become those that a span varies; where `lowestBit` is 0, the nonce is
 * the counter.
 */
export function nonceAt({ lowestBit }: Pick<NonceLayout, 'lowestBit'>, counter: bigint): bigint {
  const turn = BigInt(lowestBit);
  return BigInt.asUintN(NONCE_BITS, (counter << turn) | (counter >> (64n - turn)));
}
