/** Machines whose every share is rejected: which, why, and what to do. */
import type { Translation } from '../../../messages/translation.ts';
import type { MachineSnapshot, MinerSnapshot, Problem } from '../../../contract/screen-contract.ts';
import { shareRefusalText } from '../machines/machine-refusals.ts';
import { refusedSharesAdvice } from '../machines/refused-shares-advice.ts';
import { BUTTONS } from './fix-buttons.ts';
import type { FaultText } from './fix-buttons.ts';

/** `Every share of 3 machines (rig01, rig02 and 1 more) is rejected.`, why, and what to do. */
export function sharesProblemText(
  translation: Translation,
  problem: Extract<Problem, { kind: 'shares' }>,
  { stratum }: Pick<MinerSnapshot, 'stratum'>,
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
    ...toMachines(translation, stratum?.machines ?? []),
  };
}

/** To the page of the machine where it is one, else to the list. */
function toMachines(
  { t }: Translation,
  machines: readonly MachineSnapshot[],
): Pick<FaultText, 'button' | 'action'> {
  const [first, ...others] = machines.filter(
    ({ isOnline, isAllRefused }) => isOnline && isAllRefused,
  );
  if (first === undefined || others.length > 0) {
    return { button: t(BUTTONS.machines.text), action: BUTTONS.machines.action };
  }
  return {
    button: t('problems.button.openMachine'),
    action: { do: 'open-machine', key: first.key },
  };
}
