/** The thread of one CPU worker, as `cpu-worker.ts` starts it. */
import { constants, getPriority, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { reasonOf } from '../../system/thrown-reason.ts';
import { serveHashes } from './serve-hashes.ts';
import type { HashThreadData, HashThreadMessage } from './serve-hashes.ts';

/** Niceness of the thread: 0 is usual, 19 the lowest priority. */
const MODEST = constants.priority.PRIORITY_BELOW_NORMAL;

/**
 * Lets everything else on the machine go first. Only on Linux does this set the priority of the
 * calling thread alone rather than of the whole process (setpriority(2), "C library/kernel
 * differences"); elsewhere it would slow down the interface as well.
 * @returns why the system refuses, which does not keep the thread from hashing; null on success
 */
function lowerPriority(): string | null {
  if (process.platform !== 'linux') return null;
  try {
    // A user who gave the whole program an even lower priority (`nice -n 15`) meant it, and only root may undo it.
    if (getPriority() < MODEST) setPriority(MODEST);
    return null;
  } catch (error) {
    return reasonOf(error);
  }
}

if (parentPort === null) throw new Error('this file is to be run as a thread');
const refusal = lowerPriority();
if (refusal !== null) {
  const message: HashThreadMessage = { type: 'priority-kept', reason: refusal };
  parentPort.postMessage(message);
}
serveHashes(parentPort, workerData as HashThreadData);
