/** A machine that reports that something is wrong with it: what, what to do, and the button for it. */
import type { Problem } from '../../../contract/screen-contract.ts';
import type { Translation } from '../../../messages/translation.ts';
import { complaintText } from '../devices/device-complaints.ts';
import type { FaultText } from './fix-buttons.ts';

type DeviceProblem = Extract<Problem, { kind: 'device' }>;

/** One problem in sentences; its button opens that machine. */
export function deviceProblemText(translation: Translation, problem: DeviceProblem): FaultText {
  return {
    ...complaintText(translation, problem.name, problem.complaint),
    button: translation.t('problems.button.openMachine'),
    action: { do: 'open-device', device: problem.device },
  };
}

/** Whether the machine may be damaged while it continues like this. */
export function isUrgent({ complaint }: DeviceProblem): boolean {
  return complaint.kind === 'too-hot' || complaint.kind === 'fan-stopped';
}
