/**
 * BLAKE2s-256 without key, word by word (RFC 7693). The kernel generator reads its constants from
 * here; the functions prepare a search (a few blocks per header) and check what it finds.
 */

/** Bytes and 32-bit words of one message block. */
export const BLOCK_BYTES = 64;
export const BLOCK_WORDS = 16;
/** Words of the chaining value and of the digest. */
export const STATE_WORDS = 8;

/** Initialisation vector: the one of SHA-256. */
export const IV: readonly number[] = [
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
];

/** Which message word each step of each of the ten rounds takes. */
export const SIGMA: readonly (readonly number[])[] = [
  [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
  [14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
  [11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4],
  [7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8],
  [9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13],
  [2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9],
  [12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11],
  [13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10],
  [6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5],
  [10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0],
];

/** The four state words of each mixing function: first down the columns, then the diagonals. */
export const COLUMNS = [
  [0, 4, 8, 12],
  [1, 5, 9, 13],
  [2, 6, 10, 14],
  [3, 7, 11, 15],
] as const;
export const DIAGONALS = [
  [0, 5, 10, 15],
  [1, 6, 11, 12],
  [2, 7, 8, 13],
  [3, 4, 9, 14],
] as const;

/** Parameter block of a 32-byte digest without key: digest length, fanout 1, depth 1. */
const PARAMETERS = 0x01010020;

/** The chaining value before the first block. */
export function initialState(): Uint32Array {
  const state = Uint32Array.from(IV);
  state[0] = (IV[0]! ^ PARAMETERS) >>> 0;
  return state;
}

const work = new Uint32Array(16);

/**
 * Mixes one block into `state` (8 words, in place).
 * @param block 16 words; the last block is filled up with zeros
 * @param bytesSoFar message bytes up to and including this block, without the filling (< 2^32)
 */
export function compress(
  state: Uint32Array,
  block: Uint32Array,
  bytesSoFar: number,
  isLast: boolean,
): void {
  const v = work;
  v.set(state);
  v.set(IV, STATE_WORDS);
  v[12]! ^= bytesSoFar;
  if (isLast) v[14] = ~v[14]!;
  for (const order of SIGMA) {
    COLUMNS.forEach((where, i) => mix(v, where, block[order[2 * i]!]!, block[order[2 * i + 1]!]!));
    DIAGONALS.forEach((where, i) =>
      mix(v, where, block[order[2 * i + 8]!]!, block[order[2 * i + 9]!]!),
    );
  }
  for (let i = 0; i < STATE_WORDS; i++) state[i]! ^= v[i]! ^ v[i + STATE_WORDS]!;
}

function mix(
  v: Uint32Array,
  [a, b, c, d]: readonly [number, number, number, number],
  x: number,
  y: number,
): void {
  v[a] = v[a]! + v[b]! + x;
  v[d] = rotateRight(v[d]! ^ v[a], 16);
  v[c]! += v[d];
  v[b] = rotateRight(v[b]! ^ v[c]!, 12);
  v[a] = v[a] + v[b] + y;
  v[d] = rotateRight(v[d] ^ v[a], 8);
  v[c]! += v[d];
  v[b] = rotateRight(v[b] ^ v[c]!, 7);
}

function rotateRight(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits));
}

/**
 * The words of `bytes`, filled up with zeros to whole blocks. At least one block, as BLAKE2s
 * hashes an empty message as one block of zeros.
 */
export function toBlocks(bytes: Uint8Array): Uint32Array {
  const blocks = Math.max(1, Math.ceil(bytes.length / BLOCK_BYTES));
  const padded = new Uint8Array(blocks * BLOCK_BYTES);
  padded.set(bytes);
  const view = new DataView(padded.buffer);
  return Uint32Array.from({ length: padded.length / 4 }, (_, i) => view.getUint32(4 * i, true));
}

/** Mixes `blocks` (whole blocks) of a message of `messageBytes` bytes into `state`. */
export function compressBlocks(
  state: Uint32Array,
  blocks: Uint32Array,
  bytesBefore: number,
  messageBytes: number,
): void {
  for (let i = 0; i < blocks.length; i += BLOCK_WORDS) {
    const end = bytesBefore + (i + BLOCK_WORDS) * 4;
    const block = blocks.subarray(i, i + BLOCK_WORDS);
    compress(state, block, Math.min(end, messageBytes), end >= messageBytes);
  }
}

/** BLAKE2s-256 of a whole message as 8 words; word 7 is the highest of the u256 (LE) digest. */
export function blake2sWords(message: Uint8Array): Uint32Array {
  const state = initialState();
  compressBlocks(state, toBlocks(message), 0, message.length);
  return state;
}
