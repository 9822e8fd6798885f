import { diagnose } from '../../bridge.ts';
import { diagnosisBegins, diagnosisEnds, useDiagnosisStore } from '../../stores/diagnosis-store.ts';

/** Makes all checks, unless they are being made. */
export async function runDiagnosis(): Promise<void> {
  if (useDiagnosisStore.getState().running) return;
  diagnosisBegins();
  let answer = null;
  try {
    answer = await diagnose();
  } finally {
    diagnosisEnds(answer);
  }
}
