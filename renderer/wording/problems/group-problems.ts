/** A kind of worker that cannot mine, in sentences. */
import type { GroupProblem } from '../../../contract/screen-contract.ts';
import type { Translation } from '../../../messages/translation.ts';
import { workerText } from '../settings/worker-kinds.ts';
import type { WorkerKind } from '../settings/worker-kinds.ts';
import { startErrorText } from '../start-errors.ts';
import { BUTTONS } from './fix-buttons.ts';
import type { FaultText, FixButton } from './fix-buttons.ts';

/** By the setting that can fix it; the log where none can. */
const FIXES: ReadonlyMap<string | null, FixButton> = new Map([
  ['stratumPort', 'port'],
  ['stratumInterface', 'interface'],
  ['stratumDifficulty', 'shareDifficulty'],
  ['onDemandPort', 'onDemandPort'],
  ['onDemandInterface', 'onDemandInterface'],
  ['externalWorkerCommand', 'command'],
  ['worker', 'worker'],
]);

/**
 * Why it cannot, and that it is tried again.
 * @param mines whether others keep mining
 */
export function groupProblemText(
  translation: Translation,
  { workers, error }: GroupProblem,
  mines: boolean,
): FaultText {
  const { t } = translation;
  // To start again asks the user.
  const isAsked = error.kind === 'command-not-confirmed';
  const button = BUTTONS[isAsked ? 'startAgain' : (FIXES.get(error.setting) ?? 'log')];
  return {
    happened: groupErrorText(translation, workers, error),
    advice: t(mines ? 'problems.group.advice.mines' : 'problems.group.advice'),
    button: t(button.text),
    action: button.action,
  };
}

/** Why a kind of worker does not mine, and what helps, in a sentence or two. */
export function groupErrorText(
  translation: Translation,
  kind: WorkerKind,
  error: GroupProblem['error'],
): string {
  if (error.kind !== 'unexpected') return startErrorText(translation, error);
  const worker = workerText(translation, kind).name;
  return translation.t('problems.group.unexpected', { worker, detail: error.detail });
}
