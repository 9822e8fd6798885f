/** Between the battery pause of the core, which says in a result why mining could not start, and the contract. */
import { err, ok } from '../../src-core/index.ts';
import type { Result } from '../../src-core/index.ts';
import type { Failure, Outcome } from '../../contract/failures.ts';

/** For the battery pause. */
export function batteryOutcome(outcome: Outcome): Result<null, Failure> {
  return outcome.ok ? ok(null) : err(outcome.failure);
}

/** From the battery pause. */
export function startOutcome(result: Result<null, Failure>): Outcome {
  return result.ok ? { ok: true } : { ok: false, failure: result.error };
}
