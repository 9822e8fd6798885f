/**
 * Merkle trees (RFC 6962 style) with SHA-512/256, as `Chainweb.Crypto.MerkleLog` defines them: data is
 * a leaf H(0x00 ‖ tag ‖ bytes), a hash of something else is a node as it is.
 */
import { sha512_256 } from '@noble/hashes/sha2.js';

/**
 * The 32-byte root over `nodes`. Joins neighbours of equal height left to right: splits at the largest
 * power of two below n.
 */
export function merkleRoot(nodes: readonly Uint8Array[]): Uint8Array {
  const [first] = nodes;
  if (first === undefined) throw new Error('a Merkle tree needs a leaf');
  if (nodes.length === 1) return first;
  let split = 1;
  while (split * 2 < nodes.length) split *= 2;
  return hash([0x01], merkleRoot(nodes.slice(0, split)), merkleRoot(nodes.slice(split)));
}

/** The node of `data` under a tag of `Chainweb.MerkleUniverse` (u16, big endian). */
export function leaf(tag: number, data: Uint8Array): Uint8Array {
  return hash([0x00, tag >> 8, tag & 0xff], data);
}

/** The node of `data` without a tag. */
export function untaggedLeaf(data: Uint8Array): Uint8Array {
  return hash([0x00], data);
}

function hash(prefix: readonly number[], ...parts: readonly Uint8Array[]): Uint8Array {
  const hasher = sha512_256.create().update(Uint8Array.from(prefix));
  for (const part of parts) hasher.update(part);
  return hasher.digest();
}
