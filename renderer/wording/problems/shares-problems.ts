/** Machines whose every share is rejected: which, why, and what to do. */
import type { Translation } from '../../../messages/translation.ts';
import type { MinerSnapshot, Problem } from '../../../contract/screen-contract.ts';
import { shareRefusalText } from '../machines/machine-refusals.ts';
import { refusedSharesAdvice } from '../machines/refused-shares-advice.ts';
import { BUTTONS } from './fix-buttons.ts';
import type { FaultText } from './fix-buttons.ts';

/**
 * `Every share of 3 machines (rig01, rig02 and 1 more) is rejected.`, why, and what to do.
 * @param stratum where a single one is found, to open its page
 */
export function sharesProblemText(
  translation: Translation,
  problem: Extract<Problem, { kind: 'shares' }>,
  stratum: MinerSnapshot['stratum'],
): FaultText {
  const { t } = translation;
  const { machines, names, refusal } = problem;
  const advice = refusedSharesAdvice(translation, refusal);
  const refused = stratum?.machines.filter(
    ({ isOnline, isAllRefused }) => isOnline && isAllRefused,
  );
  const single = machines === 1 && refused?.length === 1 ? refused[0] : undefined;
  const reason = shareRefusalText(translation, refusal);
  return {
    happened: t('problems.shares', {
      count: machines,
      names: names.join(', '),
      more: Math.max(0, machines - names.length),
    }),
    advice: `${reason} ${advice}`,
    ...(single === undefined
      ? { button: t(BUTTONS.machines.text), action: BUTTONS.machines.action }
      : {
          button: t('problems.button.openMachine'),
          action: { do: 'open-machine', key: single.key },
        }),
  };
}
