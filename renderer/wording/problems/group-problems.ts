/** A kind of worker that cannot mine, in sentences. */
import type { GroupProblem } from '../../../contract/screen-contract.ts';
import type { Translation } from '../../../messages/translation.ts';
import { startErrorText } from '../start-errors.ts';
import { BUTTONS } from './fix-buttons.ts';
import type { FaultText, FixButton } from './fix-buttons.ts';

const FIXES: ReadonlyMap<string | null, FixButton> = new Map([
  ['stratumPort', 'port'],
  ['stratumInterface', 'interface'],
  ['externalWorkerCommand', 'command'],
]);

/** Why it cannot, and that others mine on. */
export function groupProblemText(translation: Translation, { error }: GroupProblem): FaultText {
  const button = BUTTONS[FIXES.get(error.setting) ?? 'log'];
  return {
    happened: startErrorText(translation, error),
    advice: translation.t('problems.group.advice'),
    button: translation.t(button.text),
    action: button.action,
  };
}
