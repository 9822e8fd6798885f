/** The diagnosis that runs, or the last one. */
import { create } from 'zustand';
import type { Check, DiagnosisAnswer } from '../../contract/screen-contract.ts';

interface DiagnosisStore {
  readonly running: boolean;
  /** What has been found, by the run that is under way or by the last one. */
  readonly checks: readonly Check[];
  /** The last run, once it is complete. */
  readonly answer: DiagnosisAnswer | null;
}

export const useDiagnosisStore = create<DiagnosisStore>(() => ({
  running: false,
  checks: [],
  answer: null,
}));

/** A run begins. */
export function diagnosisBegins(): void {
  useDiagnosisStore.setState({ running: true, checks: [], answer: null });
}

/** Takes a check as soon as it is made. */
export function receiveCheck(check: Check): void {
  useDiagnosisStore.setState(({ running, checks }) =>
    running ? { checks: [...checks, check] } : {},
  );
}

/** Takes the whole of a run; null when it failed. */
export function diagnosisEnds(answer: DiagnosisAnswer | null): void {
  useDiagnosisStore.setState(
    answer === null ? { running: false } : { running: false, checks: answer.checks, answer },
  );
}
