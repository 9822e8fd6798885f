/** The priority of a thread that hashes: everything else on the computer goes first. */
import { constants, getPriority, setPriority } from 'node:os';
import { reasonOf } from '../../system/thrown-reason.ts';

/** Niceness of the thread: 0 is usual, 19 the lowest priority. */
const MODEST = constants.priority.PRIORITY_BELOW_NORMAL;

/** What the system knows and sets: the niceness of the calling thread. */
interface Niceness {
  readonly get: () => number;
  readonly set: (niceness: number) => void;
}

const OWN: Niceness = { get: getPriority, set: setPriority };

/**
 * Lets everything else on the machine go first. Only on Linux does this set the priority of the
 * calling thread alone rather than of the whole process (setpriority(2), "C library/kernel
 * differences"); elsewhere it would slow down the interface as well.
 * @param report why the system refuses, which does not keep the thread from hashing
 */
export function lowerPriority(
  report: (reason: string) => void,
  platform = process.platform,
  niceness = OWN,
): void {
  if (platform !== 'linux') return;
  try {
    // A user who gave the whole program an even lower priority (`nice -n 15`) meant it, and only root may undo it.
    if (niceness.get() < MODEST) niceness.set(MODEST);
  } catch (error) {
    report(reasonOf(error));
  }
}
