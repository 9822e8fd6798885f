/** Programs that have not answered for long. */
import type { Translation } from '../../../messages/translation.ts';
import type { WorkerSnapshot } from '../../../contract/screen-contract.ts';
import { durationText } from '../figures/durations.ts';

const MINUTE_MS = 60_000;

/**
 * `External 0: no answer for 12 min`, or for several `2 of 4 programs: no answer for 12 min or
 * longer`. Null when none is silent for long.
 */
export function silenceText(
  translation: Translation,
  workers: readonly Pick<WorkerSnapshot, 'name' | 'silentSinceMs'>[],
  nowMs: number,
): string | null {
  const silent = workers.filter(({ silentSinceMs }) => silentSinceMs !== null);
  const [first] = silent;
  if (first === undefined) return null;
  const latestMs = Math.max(...silent.map(({ silentSinceMs }) => silentSinceMs ?? 0));
  // Whole minutes: seconds would be a stopwatch.
  const minutes = Math.floor((nowMs - latestMs) / MINUTE_MS);
  const duration = durationText(translation, minutes * 60);
  return silent.length === 1
    ? translation.t('problems.silence.one', { worker: first.name, duration })
    : translation.t('problems.silence.many', {
        silent: silent.length,
        all: workers.length,
        duration,
      });
}
