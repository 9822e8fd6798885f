/** Machines whose every share is refused: which, why, and what to do. */
import type { MessageId } from '../../../messages/catalogues.ts';
import type { Translation } from '../../../messages/translation.ts';
import type { Problem, ShareRefusal } from '../../../contract/screen-contract.ts';
import { shareRefusalText } from '../machines/machine-refusals.ts';
import { BUTTONS } from './fix-buttons.ts';
import type { FaultText } from './fix-buttons.ts';

const ADVICE: Readonly<Record<ShareRefusal['kind'], MessageId>> = {
  'not-subscribed': 'problems.shares.restart',
  'not-authorized': 'problems.shares.login',
  stale: 'problems.shares.stale',
  'unknown-job': 'problems.shares.restart',
  duplicate: 'problems.shares.restart',
  'low-difficulty': 'problems.shares.low',
  'nonce2-too-long': 'problems.shares.firmware',
  'nonce2-not-hex': 'problems.shares.firmware',
};

/** What to do about a machine whose every share is refused so, a sentence. */
export function refusedSharesAdvice({ t }: Translation, { kind }: ShareRefusal): string {
  return t(ADVICE[kind]);
}

/** `Every share of 3 machines is refused (rig01, rig02, rig03).`, why, and what to do. */
export function sharesProblemText(
  translation: Translation,
  problem: Extract<Problem, { kind: 'shares' }>,
): FaultText {
  const { t } = translation;
  const { machines, names, refusal } = problem;
  const advice = refusedSharesAdvice(translation, refusal);
  const reason = shareRefusalText(translation, refusal);
  return {
    happened: t('problems.shares', {
      count: machines,
      names: names.join(', '),
      more: Math.max(0, machines - names.length),
    }),
    advice: `${reason} ${advice}`,
    button: t(BUTTONS.machines.text),
    action: BUTTONS.machines.action,
  };
}
