/** Between the battery pause of the core, which says in a sentence why mining could not start, and the contract. */
import type { Outcome } from '../../contract/failures.ts';
import { failureLine } from '../logging/failure-line.ts';

type BatteryOutcome = { readonly ok: true } | { readonly ok: false; readonly message: string };

/** For the battery pause. */
export function batteryOutcome(outcome: Outcome): BatteryOutcome {
  return outcome.ok ? outcome : { ok: false, message: failureLine(outcome.failure) };
}

/** From the battery pause. */
export function startOutcome(outcome: BatteryOutcome): Outcome {
  if (outcome.ok) return outcome;
  return { ok: false, failure: { kind: 'start', error: { message: outcome.message } } };
}
