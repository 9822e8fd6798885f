/** What the user can do about a machine that may not mine yet. Pure. */
import type { MachineSnapshot, StratumSnapshot } from '../../../contract/screen-contract.ts';

type Entry =
  /** It waits for the answer to this question. */
  | { readonly kind: 'asks'; readonly question: number }
  /** The user can let in what the list or an answer keeps out, by its name. */
  | { readonly kind: 'refused'; readonly rig: string };

/**
 * Null where it may mine, or where letting it in would not help: its password is wrong, it is gone, or it was let in and has
 * not connected again yet.
 */
export function machineEntry(
  { rig, address, refusal, isOnline, leftReason }: MachineSnapshot,
  asking: StratumSnapshot['asking'],
): Entry | null {
  if (!isOnline || leftReason?.kind === 'let-in') return null;
  const asked = asking.find((each) => each.rig === rig && each.address === address);
  if (asked !== undefined) return { kind: 'asks', question: asked.question };
  if (refusal?.kind !== 'rig-not-listed' && refusal?.kind !== 'declined') return null;
  return rig === null || rig === '' ? null : { kind: 'refused', rig };
}
