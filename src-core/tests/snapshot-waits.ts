/** Waits of a test or benchmark for what a snapshot of the miner shows. */
import { createEventWaits } from '../devices/setup/event-waits.ts';
import type { MinerSnapshot } from '../state/snapshot-types.ts';

export interface SnapshotWaits {
  /** Resolves when the snapshot fits, looked at after each event. */
  until(fits: (now: MinerSnapshot) => boolean): Promise<MinerSnapshot>;
  /** To be called after each event. */
  lookAgain(): void;
}

/** Waits without an end of their own: a test ends them with itself. */
export function snapshotWaits(snapshot: () => MinerSnapshot): SnapshotWaits {
  const { until, lookAgain } = createEventWaits();
  const { signal } = new AbortController();
  return {
    lookAgain,
    async until(fits) {
      const found = await until(() => {
        const now = snapshot();
        return fits(now) ? now : null;
      }, signal);
      if (found === null) throw new Error('nothing aborts this');
      return found;
    },
  };
}
