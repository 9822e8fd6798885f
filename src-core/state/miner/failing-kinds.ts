/** Which kinds of workers fail, as a snapshot shows it. Pure. */
import type { WorkerKind } from '../../config/workers-of.ts';
import type { MinerSnapshot } from '../snapshot-types.ts';
import { isTrouble } from './worker-problems.ts';

/** A kind of worker that was to mine and has failed, or workers of it have. */
interface FailingKind {
  readonly kind: WorkerKind;
  /** How many of its workers fail; null where none of it mines. */
  readonly part: { readonly failing: number; readonly of: number } | null;
  /** ms since the Unix epoch. */
  readonly sinceMs: number;
}

/** The kinds that fail now. One that is paused or rests does not. */
export function failingKinds({
  groups,
  problems,
}: Pick<MinerSnapshot, 'groups' | 'problems'>): readonly FailingKind[] {
  return groups.flatMap(({ kind, workers }): FailingKind[] => {
    const whole = problems.find((each) => each.kind === 'group' && each.workers === kind);
    if (whole !== undefined) return [{ kind, part: null, sinceMs: whole.sinceMs }];
    // A worker has one failure at most.
    const failures = problems
      .filter((each) => each.kind === 'worker')
      .filter((each) => workers.includes(each.worker) && !isTrouble(each));
    const [failing, of] = [failures.length, workers.length];
    if (failing === 0) return [];
    const sinceMs = Math.min(...failures.map((each) => each.sinceMs));
    return [{ kind, part: failing >= of ? null : { failing, of }, sinceMs }];
  });
}
