/**
 * BLAKE2s-256 without key (RFC 7693), one block at a time: what a search or a share needs of it when
 * most of a header stays the same. Checked against @noble/hashes, which hashes whole headers.
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

/** Parameter block of a 32-byte digest without key: digest length, fanout 1, depth 1. */
const PARAMETERS = 0x01010020;

/** The chaining value before the first block. */
export function initialState(): Uint32Array {
  const state = Uint32Array.from(IV);
  state[0] = (IV[0]! ^ PARAMETERS) >>> 0;
  return state;
}

const ORDER = Uint8Array.from(SIGMA.flat());
const START = Int32Array.from(IV);

/**
 * Mixes one block into `state` (8 words) and writes the result to `into`, which may be the same
 * array. Written out, with the sixteen words in local variables that stay in registers: half a
 * microsecond, where arrays take ten times as long.
 * @param message words of which the block's 16 begin at `at`; the last block is filled with zeros
 * @param bytesSoFar message bytes up to and including this block, without the filling (< 2^32)
 */
export function compress(
  into: Uint32Array,
  state: Uint32Array,
  message: Int32Array,
  at: number,
  bytesSoFar: number,
  isLast: boolean,
): void {
  let v0 = state[0]! | 0;
  let v1 = state[1]! | 0;
  let v2 = state[2]! | 0;
  let v3 = state[3]! | 0;
  let v4 = state[4]! | 0;
  let v5 = state[5]! | 0;
  let v6 = state[6]! | 0;
  let v7 = state[7]! | 0;
  let v8 = START[0]!;
  let v9 = START[1]!;
  let v10 = START[2]!;
  let v11 = START[3]!;
  let v12 = START[4]! ^ bytesSoFar;
  let v13 = START[5]!;
  let v14 = START[6]! ^ (isLast ? -1 : 0);
  let v15 = START[7]!;
  for (let s = 0; s < 160; s += 16) {
    v0 = (v0 + v4 + message[at + ORDER[s]!]!) | 0;
    v12 ^= v0;
    v12 = (v12 >>> 16) | (v12 << 16);
    v8 = (v8 + v12) | 0;
    v4 ^= v8;
    v4 = (v4 >>> 12) | (v4 << 20);
    v0 = (v0 + v4 + message[at + ORDER[s + 1]!]!) | 0;
    v12 ^= v0;
    v12 = (v12 >>> 8) | (v12 << 24);
    v8 = (v8 + v12) | 0;
    v4 ^= v8;
    v4 = (v4 >>> 7) | (v4 << 25);
    v1 = (v1 + v5 + message[at + ORDER[s + 2]!]!) | 0;
    v13 ^= v1;
    v13 = (v13 >>> 16) | (v13 << 16);
    v9 = (v9 + v13) | 0;
    v5 ^= v9;
    v5 = (v5 >>> 12) | (v5 << 20);
    v1 = (v1 + v5 + message[at + ORDER[s + 3]!]!) | 0;
    v13 ^= v1;
    v13 = (v13 >>> 8) | (v13 << 24);
    v9 = (v9 + v13) | 0;
    v5 ^= v9;
    v5 = (v5 >>> 7) | (v5 << 25);
    v2 = (v2 + v6 + message[at + ORDER[s + 4]!]!) | 0;
    v14 ^= v2;
    v14 = (v14 >>> 16) | (v14 << 16);
    v10 = (v10 + v14) | 0;
    v6 ^= v10;
    v6 = (v6 >>> 12) | (v6 << 20);
    v2 = (v2 + v6 + message[at + ORDER[s + 5]!]!) | 0;
    v14 ^= v2;
    v14 = (v14 >>> 8) | (v14 << 24);
    v10 = (v10 + v14) | 0;
    v6 ^= v10;
    v6 = (v6 >>> 7) | (v6 << 25);
    v3 = (v3 + v7 + message[at + ORDER[s + 6]!]!) | 0;
    v15 ^= v3;
    v15 = (v15 >>> 16) | (v15 << 16);
    v11 = (v11 + v15) | 0;
    v7 ^= v11;
    v7 = (v7 >>> 12) | (v7 << 20);
    v3 = (v3 + v7 + message[at + ORDER[s + 7]!]!) | 0;
    v15 ^= v3;
    v15 = (v15 >>> 8) | (v15 << 24);
    v11 = (v11 + v15) | 0;
    v7 ^= v11;
    v7 = (v7 >>> 7) | (v7 << 25);
    v0 = (v0 + v5 + message[at + ORDER[s + 8]!]!) | 0;
    v15 ^= v0;
    v15 = (v15 >>> 16) | (v15 << 16);
    v10 = (v10 + v15) | 0;
    v5 ^= v10;
    v5 = (v5 >>> 12) | (v5 << 20);
    v0 = (v0 + v5 + message[at + ORDER[s + 9]!]!) | 0;
    v15 ^= v0;
    v15 = (v15 >>> 8) | (v15 << 24);
    v10 = (v10 + v15) | 0;
    v5 ^= v10;
    v5 = (v5 >>> 7) | (v5 << 25);
    v1 = (v1 + v6 + message[at + ORDER[s + 10]!]!) | 0;
    v12 ^= v1;
    v12 = (v12 >>> 16) | (v12 << 16);
    v11 = (v11 + v12) | 0;
    v6 ^= v11;
    v6 = (v6 >>> 12) | (v6 << 20);
    v1 = (v1 + v6 + message[at + ORDER[s + 11]!]!) | 0;
    v12 ^= v1;
    v12 = (v12 >>> 8) | (v12 << 24);
    v11 = (v11 + v12) | 0;
    v6 ^= v11;
    v6 = (v6 >>> 7) | (v6 << 25);
    v2 = (v2 + v7 + message[at + ORDER[s + 12]!]!) | 0;
    v13 ^= v2;
    v13 = (v13 >>> 16) | (v13 << 16);
    v8 = (v8 + v13) | 0;
    v7 ^= v8;
    v7 = (v7 >>> 12) | (v7 << 20);
    v2 = (v2 + v7 + message[at + ORDER[s + 13]!]!) | 0;
    v13 ^= v2;
    v13 = (v13 >>> 8) | (v13 << 24);
    v8 = (v8 + v13) | 0;
    v7 ^= v8;
    v7 = (v7 >>> 7) | (v7 << 25);
    v3 = (v3 + v4 + message[at + ORDER[s + 14]!]!) | 0;
    v14 ^= v3;
    v14 = (v14 >>> 16) | (v14 << 16);
    v9 = (v9 + v14) | 0;
    v4 ^= v9;
    v4 = (v4 >>> 12) | (v4 << 20);
    v3 = (v3 + v4 + message[at + ORDER[s + 15]!]!) | 0;
    v14 ^= v3;
    v14 = (v14 >>> 8) | (v14 << 24);
    v9 = (v9 + v14) | 0;
    v4 ^= v9;
    v4 = (v4 >>> 7) | (v4 << 25);
  }
  into[0] = state[0]! ^ v0 ^ v8;
  into[1] = state[1]! ^ v1 ^ v9;
  into[2] = state[2]! ^ v2 ^ v10;
  into[3] = state[3]! ^ v3 ^ v11;
  into[4] = state[4]! ^ v4 ^ v12;
  into[5] = state[5]! ^ v5 ^ v13;
  into[6] = state[6]! ^ v6 ^ v14;
  into[7] = state[7]! ^ v7 ^ v15;
}

/**
 * The words of `bytes`, filled up with zeros to whole blocks. At least one block, as BLAKE2s
 * hashes an empty message as one block of zeros.
 */
export function toBlocks(bytes: Uint8Array): Int32Array {
  const blocks = Math.max(1, Math.ceil(bytes.length / BLOCK_BYTES));
  const padded = new Uint8Array(blocks * BLOCK_BYTES);
  padded.set(bytes);
  const view = new DataView(padded.buffer);
  return Int32Array.from({ length: padded.length / 4 }, (_, i) => view.getInt32(4 * i, true));
}

/** Mixes `blocks` (whole blocks) of a message of `messageBytes` bytes into `state`. */
export function compressBlocks(
  state: Uint32Array,
  blocks: Int32Array,
  bytesBefore: number,
  messageBytes: number,
): void {
  for (let i = 0; i < blocks.length; i += BLOCK_WORDS) {
    const end = bytesBefore + (i + BLOCK_WORDS) * 4;
    compress(state, state, blocks, i, Math.min(end, messageBytes), end >= messageBytes);
  }
}
