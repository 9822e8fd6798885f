import { BLOCK_BYTES } from '../chainweb/blake2s.ts';

const NONCE_BYTES = 8;

/** Where the nonce lies in the blocks of a work header: what a kernel is specialised for. */
export interface NonceLayout {
  /** Length of the work header in bytes. */
  readonly workBytes: number;
  /** Index of the 64-byte block in which the nonce begins; all before it are hashed once. */
  readonly firstBlock: number;
  /** Blocks from there to the end: 1, or 2 when the nonce runs over the end of a block. */
  readonly blocks: number;
  /** The word (0..15) of the first of these blocks that holds the nonce's lowest bits. */
  readonly word: number;
  /** How far the nonce's lowest bit is shifted up in that word: 0, 8, 16 or 24. */
  readonly shift: number;
  /** How many nonces differ in that word alone: 2^(32 - shift). */
  readonly span: number;
}

/**
 * The layout of a work header, whose last 8 bytes are the nonce (LE). With 178 + 36·degree bytes
 * the shift is always 16, and only degree 4 (322 bytes) has its nonce in two blocks.
 * @throws RangeError when the header is too short to hold a creation time and a nonce.
 */
export function nonceLayout(workBytes: number): NonceLayout {
  if (workBytes < 16 + NONCE_BYTES) throw new RangeError(`work of ${workBytes} bytes is too short`);
  const offset = workBytes - NONCE_BYTES;
  const firstBlock = Math.floor(offset / BLOCK_BYTES);
  const inBlock = offset % BLOCK_BYTES;
  const shift = (inBlock % 4) * 8;
  return {
    workBytes,
    firstBlock,
    blocks: Math.ceil(workBytes / BLOCK_BYTES) - firstBlock,
    word: Math.floor(inBlock / 4),
    shift,
    span: 2 ** (32 - shift),
  };
}
