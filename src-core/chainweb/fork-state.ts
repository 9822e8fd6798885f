/**
 * The fork state that a header begins with, its first 8 bytes (`Chainweb.ForkState`): the number of
 * the rules in force in the low 32 bits, and in the high 32 bits the votes for the next rules, in
 * thousandths. The node writes it: a block casts the vote of the node that issued its work.
 */

/** A fork state, decoded. */
export interface ForkState {
  readonly number: number;
  /** Blocks of this voting period that vote for the next number; an average may have a fraction. */
  readonly votes: number;
}

/**
 * Decodes the first 8 bytes of a header, as u64. Neither part is rounded, as the whole would be in
 * JSON.
 */
export function forkState(flags: bigint): ForkState {
  const bits = BigInt.asUintN(64, flags);
  return { number: Number(bits & 0xffff_ffffn), votes: Number(bits >> 32n) / 1000 };
}

/** The fork state of an encoded header; what is missing of its first 8 bytes counts as 0. */
export function forkStateOf(header: Uint8Array): ForkState {
  const first = new Uint8Array(8);
  first.set(header.subarray(0, 8));
  return forkState(new DataView(first.buffer).getBigUint64(0, true));
}
