/**
 * Block hashes: the root of a Merkle tree over the header's fields, as `Chainweb.MerkleUniverse`
 * defines it. Fields are leaves, hashes of other blocks are nodes as they are, and the leaves' order
 * is not that of the encoding: adjacents come last, without count and chain ids.
 */
import type { ChainId } from './chain-graph.ts';
import { leaf, merkleRoot, untaggedLeaf } from './merkle.ts';
import { targetToLe } from './target.ts';
import type { Target } from './target.ts';
import type { WorkHeader } from './work-header.ts';

/** Tags of the leaves (u16, big endian), from `Chainweb.MerkleUniverse`. */
const TAG = {
  chain: 0x0002,
  height: 0x0003,
  weight: 0x0004,
  flags: 0x0006,
  creationTime: 0x0007,
  version: 0x0008,
  target: 0x0011,
  epochStart: 0x0019,
  nonce: 0x0020,
} as const;

/** The 32-byte hash of a block. */
export function blockHash(header: WorkHeader): Uint8Array {
  return merkleRoot([
    leaf(TAG.flags, u64(header.flags)),
    leaf(TAG.creationTime, i64(header.creationTimeMicros)),
    header.parent,
    leaf(TAG.target, targetToLe(header.target)),
    header.payloadHash,
    leaf(TAG.chain, u32(header.chain)),
    leaf(TAG.weight, targetToLe(header.weight as Target)),
    leaf(TAG.height, u64(BigInt(header.height))),
    leaf(TAG.version, u32(header.versionCode)),
    leaf(TAG.epochStart, i64(header.epochStartMicros)),
    leaf(TAG.nonce, u64(header.nonce)),
    ...header.adjacents.map((adjacent) => adjacent.hash),
  ]);
}

/** What a genesis block of a chain names as its parent: the root of three untagged leaves. */
export function genesisParentHash(versionCode: number, chain: ChainId): Uint8Array {
  return merkleRoot(
    [new TextEncoder().encode('CHAINWEB_GENESIS'), u32(versionCode), u32(chain)].map((data) =>
      untaggedLeaf(data),
    ),
  );
}

/** base64url without padding, the JSON form of hashes, targets and weights (32 bytes, LE). */
export function toBase64Url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}

function u32(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value, true);
  return bytes;
}

function u64(value: bigint): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, value, true);
  return bytes;
}

function i64(value: bigint): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigInt64(0, value, true);
  return bytes;
}
