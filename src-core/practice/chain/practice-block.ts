/** A block of the practice network: its header with its encoding and hash. */
import { blockHash, toBase64Url } from '../../chainweb/block-hash.ts';
import { targetToLe } from '../../chainweb/target.ts';
import type { Target } from '../../chainweb/target.ts';
import { encodeWorkHeader } from '../../chainweb/work-header.ts';
import type { WorkHeader } from '../../chainweb/work-header.ts';

/** Hashes as base64url, the form in which they are compared, keyed and shown. */
export type HashText = string;

export interface PracticeBlock {
  readonly header: WorkHeader;
  /** The header as it was mined, without its hash. */
  readonly bytes: Uint8Array;
  readonly hash: Uint8Array;
  readonly hashText: HashText;
}

/** Encodes and hashes a header. */
export function sealBlock(header: WorkHeader): PracticeBlock {
  const hash = blockHash(header);
  return { header, bytes: encodeWorkHeader(header), hash, hashText: toBase64Url(hash) };
}

/** The header followed by its hash, the node's binary form. */
export function encodeBlock({ bytes, hash }: PracticeBlock): Uint8Array {
  const encoded = new Uint8Array(bytes.length + hash.length);
  encoded.set(bytes);
  encoded.set(hash, bytes.length);
  return encoded;
}

/** The header as an object, the node's `blockheader-encoding=object` (`Chainweb.BlockHeader`). */
export function blockToJson(block: PracticeBlock, versionName: string): Record<string, unknown> {
  const { header } = block;
  return {
    nonce: header.nonce.toString(),
    creationTime: exact(header.creationTimeMicros),
    parent: toBase64Url(header.parent),
    adjacents: Object.fromEntries(
      header.adjacents.map(({ chain, hash }) => [String(chain), toBase64Url(hash)]),
    ),
    target: toBase64Url(targetToLe(header.target)),
    payloadHash: toBase64Url(header.payloadHash),
    chainId: header.chain,
    weight: toBase64Url(weightToLe(header.weight)),
    height: header.height,
    chainwebVersion: versionName,
    epochStart: exact(header.epochStartMicros),
    featureFlags: exact(header.flags),
    hash: block.hashText,
  };
}

/**
 * A 64-bit number in JSON: a number where JavaScript can hold it, otherwise its digits as a text,
 * as nonces have them. A rounded one would be that of another header.
 */
function exact(value: bigint): number | string {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value.toString();
}

/** 32 bytes, little endian: weights are 256-bit numbers as targets are. */
export function weightToLe(weight: bigint): Uint8Array {
  return targetToLe(weight as Target);
}
