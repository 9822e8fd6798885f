import type { MiningPhase } from '../../contract/screen-contract.ts';
import { Button } from '../components/controls/button.tsx';
import { applyFix } from '../components/problems/apply-fix.ts';
import { deviceKey } from '../stores/joined-machines.ts';
import { meanToGo, useMachineListStore } from '../stores/machine-list-store.ts';
import type { Departure } from '../stores/machine-list-store.ts';
import { hasMachines } from '../stores/miner-store.ts';
import { useSettingsStore } from '../stores/settings-store.ts';
import { useTranslation } from '../stores/use-translation.ts';
import { openPage, useViewStore } from '../stores/view-store.ts';
import { phaseWord } from '../wording/mining-phase.ts';
import type { FaultText, FixAction } from '../wording/problems/fix-buttons.ts';
import { waitingSettingsText } from '../wording/settings/waiting-settings.ts';
import { PhaseMark } from './phase-mark.tsx';
import styles from './status-strip.module.css';
import { Sentences, Strip } from './strip.tsx';

interface FaultStripProps {
  /** `bad` where nothing useful is done. */
  readonly tone: 'warn' | 'bad';
  readonly phase: MiningPhase;
  readonly fault: FaultText;
  /** Machines that left, which may be meant. */
  readonly left?: readonly Departure[] | undefined;
}

/** What is wrong, what to do about it, and a button for that. */
export function FaultStrip({ tone, phase, fault, left }: FaultStripProps) {
  const translation = useTranslation();
  const { t } = translation;
  const page = useViewStore((view) => view.page);
  // Where no machine is known, how to connect or find one is all there is to show.
  const isListOpen = useMachineListStore(
    ({ opened, view }) => opened === null && (view === null || view === 'list' || !hasMachines()),
  );
  const opened = useMachineListStore((list) => list.opened);
  const waiting = useSettingsStore((settings) => settings.waitingSettings);
  const { happened, button, action } = fault;
  // What the advice says was done: it only has to be applied, by the button at the end of the strip.
  const isDone = action.do === 'open-settings' && isOneOf(waiting, action.field);
  const waits = isDone ? waitingSettingsText(translation, waiting) : null;
  const advice = waits === null ? fault.advice : waits.happened;
  const isThere =
    page === 'machines' &&
    (action.do === 'open-machines' ? isListOpen : opened !== null && opened === openedBy(action));
  const offersChecks = page !== 'diagnosis' && action.do !== 'open-diagnosis';
  return (
    <Strip
      tone={tone}
      spoken={`${phaseWord(translation, phase)}. ${happened} ${advice}`}
      restartIsMinor={waits === null}
    >
      {tone === 'warn' ? <PhaseMark phase="mining" tone="warn" /> : <PhaseMark phase="waiting" />}
      <Sentences happened={happened} advice={advice} />
      {waits === null && !isThere && (
        <Button size="small" onClick={() => applyFix(action)}>
          {button}
        </Button>
      )}
      {left !== undefined && (
        <Button size="small" kind="quiet" onClick={() => meanToGo(left)}>
          {t('verdict.left.meant')}
        </Button>
      )}
      {offersChecks && left === undefined && waiting.length === 0 && (
        <span className={styles.roomy}>
          <Button size="small" kind="quiet" onClick={() => openPage('diagnosis')}>
            {t('problems.button.diagnosis')}
          </Button>
        </span>
      )}
    </Strip>
  );
}

/** The key of the machine that a button opens; null where it does something else. */
function openedBy(action: FixAction): string | null {
  if (action.do === 'open-machine') return action.key;
  return action.do === 'open-device' ? deviceKey(action.device) : null;
}

function isOneOf(settings: readonly string[], field: string): boolean {
  return settings.includes(field);
}
