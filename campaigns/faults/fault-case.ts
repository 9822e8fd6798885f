/** A case of the campaign. */
import type { Trial, TrialOptions } from './trial.ts';

/** What fails. */
export const FAULT_KINDS = [
  'network',
  'answers',
  'streams',
  'node',
  'clock',
  'disk',
  'workers',
  'ports',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

export interface FaultCase {
  /** What happens, in a few words: the name of the case. */
  readonly name: string;
  readonly kind: FaultKind;
  /** What must hold, beside that no block is lost, reported falsely or posted twice. */
  readonly holds: string;
  /** Why it cannot be tried on this computer; null where it can. */
  readonly leftOut?: () => string | null;
  readonly trial?: TrialOptions;
  /** Makes it happen, and throws where something does not hold. */
  run(trial: Trial): Promise<void>;
}

/** @throws an error that says so, unless it holds */
export function holds(condition: boolean, what: string): void {
  if (!condition) throw new Error(`it does not hold that ${what}`);
}
