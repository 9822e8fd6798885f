/** Pieces of work, as they come in the body of `GET mining/work`, and their solutions. */
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import { targetFromLe, targetToLe } from './target.ts';
import type { Target } from './target.ts';
import type { ChainId } from './chain-graph.ts';
import { decodeWorkHeader, workLengthDegree } from './work-header.ts';
import type { WorkHeader } from './work-header.ts';

/** Byte offset of the creation time (i64 LE, µs) in a work header of any degree. */
export const CREATION_TIME_OFFSET = 8;
/** The nonce (u64 LE) is always the last 8 bytes of a work header. */
export const NONCE_LENGTH = 8;
/** Chain id (u32 LE) and target (u256 LE) that stand before the header in a `mining/work` body. */
const WORK_PREFIX_LENGTH = 4 + 32;

/** One piece of work as a node hands it out. Immutable: searching works on a copy of `bytes`. */
export interface MiningWork {
  readonly chain: ChainId;
  readonly target: Target;
  /** The header without its hash: 178 + 36·degree bytes (286 where each chain has 3 neighbours). */
  readonly bytes: Uint8Array;
  readonly header: WorkHeader;
  /**
   * The network's name as returned by the node that issued the work; missing for other work. The code
   * in the header does not identify a network reliably (see work-header.ts).
   */
  readonly versionName?: string;
}

/** A work header whose creation time and nonce make its PoW hash meet the target. */
export interface Solution {
  readonly work: MiningWork;
  /** `work.bytes` with the final creation time and nonce. */
  readonly bytes: Uint8Array;
  /** Hashes tried for it, where the worker counts them. */
  readonly attempts?: number;
  /** The machine that found it, where the worker has several. */
  readonly finder?: string;
}

/** What is wrong with a `mining/work` body, for the log. */
type WorkError = { readonly reason: string };

/**
 * Parses the body of `GET mining/work`: chain id (4, LE), target (32, LE), header (the rest).
 * Refuses any length that no graph degree explains and a prefix that contradicts the header.
 */
export function parseMiningWork(body: Uint8Array): Result<MiningWork, WorkError> {
  const length = body.length - WORK_PREFIX_LENGTH;
  if (workLengthDegree(length) === null) {
    return err({ reason: `work of ${body.length} bytes; expected 214 + 36 per adjacent chain` });
  }
  const bytes = new Uint8Array(body.subarray(WORK_PREFIX_LENGTH));
  const header = decodeWorkHeader(bytes);
  if (!header.ok) return header;
  const target = targetFromLe(body.subarray(4, WORK_PREFIX_LENGTH));
  const chain = new DataView(body.buffer, body.byteOffset).getUint32(0, true);
  if (target !== header.value.target) return err({ reason: 'target differs from the header' });
  if (chain !== header.value.chain) {
    return err({ reason: `chain ${chain} differs from the header's chain ${header.value.chain}` });
  }
  return ok({ chain: header.value.chain, target, bytes, header: header.value });
}

/** The body of `mining/work` for a header and its encoding, the inverse of {@link parseMiningWork}. */
export function encodeMiningWork(header: WorkHeader, bytes: Uint8Array): Uint8Array {
  const body = new Uint8Array(WORK_PREFIX_LENGTH + bytes.length);
  new DataView(body.buffer).setUint32(0, header.chain, true);
  body.set(targetToLe(header.target), 4);
  body.set(bytes, WORK_PREFIX_LENGTH);
  return body;
}

/** A copy of the header bytes with another creation time (µs since the Unix epoch) and nonce. */
export function withTimeAndNonce(
  bytes: Uint8Array,
  creationTimeMicros: bigint,
  nonce: bigint,
): Uint8Array {
  // Not `slice`: that of a Node Buffer would share the memory.
  const copy = new Uint8Array(bytes);
  const view = new DataView(copy.buffer);
  view.setBigInt64(CREATION_TIME_OFFSET, creationTimeMicros, true);
  view.setBigUint64(copy.length - NONCE_LENGTH, nonce, true);
  return copy;
}
