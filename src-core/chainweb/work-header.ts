/**
 * Block headers without their hash, as nodes issue them to be solved
 * (`Chainweb.BlockHeader.Internal`). All integers are little endian. With d adjacent chains:
 *
 *   0 flags 8 · 8 creation time 8 (i64 µs) · 16 parent hash 32 · 48 adjacent count 2 ·
 *   50 adjacents d × (chain 4 + hash 32) · then, shifted by 36·d: 50 target 32 ·
 *   82 payload hash 32 · 114 chain 4 · 118 weight 32 · 150 height 8 · 158 version 4 ·
 *   162 epoch start 8 (i64 µs) · 170 nonce 8
 *
 * so a work header is 178 + 36·d bytes long and the nonce always ends it.
 */
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import { mkChainId } from './chain-graph.ts';
import type { ChainId } from './chain-graph.ts';
import { targetFromLe, targetToLe } from './target.ts';
import type { Target } from './target.ts';

/** Length of a work header without adjacents; each adjacent chain adds {@link ADJACENT_LENGTH}. */
const BASE_LENGTH = 178;
const ADJACENT_LENGTH = 36;
const HASH_LENGTH = 32;
/** Where the adjacents start; what follows them is shifted by their length. */
const ADJACENTS_OFFSET = 50;
/** Far above any graph in use (the largest has degree 7); limits what a peer can make us read. */
const MAX_DEGREE = 64;

/** The fields of a header, decoded. Hashes are 32 raw bytes, times µs since the Unix epoch. */
export interface WorkHeader {
  readonly flags: bigint;
  readonly creationTimeMicros: bigint;
  readonly parent: Uint8Array;
  /** Neighbours' parents in ascending order of chain id. */
  readonly adjacents: readonly { readonly chain: ChainId; readonly hash: Uint8Array }[];
  readonly target: Target;
  readonly payloadHash: Uint8Array;
  readonly chain: ChainId;
  /** Sum of the difficulties of all blocks of the chain after genesis. */
  readonly weight: bigint;
  readonly height: number;
  /**
   * Number of the network, e.g. 5 for mainnet01 (`Chainweb.Version`). It does not identify a
   * network: node releases 2.20 to 2.22 swapped the meaning of 1 and 2. The name that a node
   * returns counts.
   */
  readonly versionCode: number;
  readonly epochStartMicros: bigint;
  readonly nonce: bigint;
}

/** Why bytes cannot be decoded as a header, for the log. */
type HeaderError = { readonly reason: string };

/** The degree whose work headers have this length, or null if none does. */
export function workLengthDegree(length: number): number | null {
  const degree = (length - BASE_LENGTH) / ADJACENT_LENGTH;
  return Number.isInteger(degree) && degree >= 0 && degree <= MAX_DEGREE ? degree : null;
}

/** The length of the work header of a chain with `degree` neighbours. */
export function workLength(degree: number): number {
  return BASE_LENGTH + ADJACENT_LENGTH * degree;
}

/** Decodes a work header of any degree; hashes are copies, the input is not kept. */
export function decodeWorkHeader(bytes: Uint8Array): Result<WorkHeader, HeaderError> {
  const degree = workLengthDegree(bytes.length);
  if (degree === null) return err({ reason: `a work header cannot have ${bytes.length} bytes` });
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const count = view.getUint16(48, true);
  if (count !== degree) {
    return err({ reason: `header of ${bytes.length} bytes claims ${count} adjacent chains` });
  }
  // Not `slice`: that of a Node Buffer would share the memory.
  const hash = (offset: number): Uint8Array =>
    new Uint8Array(bytes.subarray(offset, offset + HASH_LENGTH));
  const adjacents = Array.from({ length: degree }, (_, index) => {
    const offset = ADJACENTS_OFFSET + ADJACENT_LENGTH * index;
    return { chain: mkChainId(view.getUint32(offset, true)), hash: hash(offset + 4) };
  });
  const shift = ADJACENT_LENGTH * degree;
  const height = view.getBigUint64(shift + 150, true);
  if (height > BigInt(Number.MAX_SAFE_INTEGER)) return err({ reason: `height ${height}` });
  return ok({
    flags: view.getBigUint64(0, true),
    creationTimeMicros: view.getBigInt64(8, true),
    parent: hash(16),
    adjacents,
    target: targetFromLe(hash(shift + 50)),
    payloadHash: hash(shift + 82),
    chain: mkChainId(view.getUint32(shift + 114, true)),
    weight: targetFromLe(hash(shift + 118)),
    height: Number(height),
    versionCode: view.getUint32(shift + 158, true),
    epochStartMicros: view.getBigInt64(shift + 162, true),
    nonce: view.getBigUint64(shift + 170, true),
  });
}

/** Encodes a header, the inverse of {@link decodeWorkHeader}. */
export function encodeWorkHeader(header: WorkHeader): Uint8Array {
  const degree = header.adjacents.length;
  const bytes = new Uint8Array(workLength(degree));
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, header.flags, true);
  view.setBigInt64(8, header.creationTimeMicros, true);
  bytes.set(header.parent, 16);
  view.setUint16(48, degree, true);
  header.adjacents.forEach(({ chain, hash }, index) => {
    const offset = ADJACENTS_OFFSET + ADJACENT_LENGTH * index;
    view.setUint32(offset, chain, true);
    bytes.set(hash, offset + 4);
  });
  const shift = ADJACENT_LENGTH * degree;
  bytes.set(targetToLe(header.target), shift + 50);
  bytes.set(header.payloadHash, shift + 82);
  view.setUint32(shift + 114, header.chain, true);
  // A weight is a 256-bit number just as a target is.
  bytes.set(targetToLe(header.weight as Target), shift + 118);
  view.setBigUint64(shift + 150, BigInt(header.height), true);
  view.setUint32(shift + 158, header.versionCode, true);
  view.setBigInt64(shift + 162, header.epochStartMicros, true);
  view.setBigUint64(shift + 170, header.nonce, true);
  return bytes;
}
