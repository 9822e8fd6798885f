/** The disk of the data folder is nearly full, or full. */
import type { MinerSnapshot } from '../../state/snapshot-types.ts';
import type { NoticeFacts } from '../notice.ts';

export interface DiskWatch {
  readonly isReported: boolean;
}

export const ROOMY: DiskWatch = { isReported: false };

/** A year of history and the log fit into this. */
const LOW_BYTES = 500_000_000;
const ROOMY_BYTES = 1_000_000_000;

/**
 * After a look.
 * @param freeBytes null where that is not known
 */
export function watchDisk(
  before: DiskWatch,
  { problems }: Pick<MinerSnapshot, 'problems'>,
  freeBytes: number | null,
): { readonly watch: DiskWatch; readonly notices: readonly NoticeFacts[] } {
  const isFull = problems.some(
    (problem) =>
      problem.kind === 'history' &&
      problem.fault.kind === 'unwritable' &&
      problem.fault.cause === 'full',
  );
  const isLow = isFull || (freeBytes !== null && freeBytes < LOW_BYTES);
  if (before.isReported) {
    const isRoomy = !isFull && (freeBytes === null || freeBytes >= ROOMY_BYTES);
    return { watch: { isReported: !isRoomy }, notices: [] };
  }
  if (!isLow) return { watch: before, notices: [] };
  const facts: NoticeFacts = { kind: 'disk-low', freeBytes: isFull ? null : freeBytes };
  return { watch: { isReported: true }, notices: [facts] };
}
