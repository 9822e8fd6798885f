import type { MiningPhase } from '../../contract/screen-contract.ts';
import { Button } from '../components/controls/button.tsx';
import { applyFix } from '../components/problems/apply-fix.ts';
import { meanToGo } from '../stores/machine-list-store.ts';
import type { Departure } from '../stores/machine-list-store.ts';
import { useTranslation } from '../stores/use-translation.ts';
import { openPage, useViewStore } from '../stores/view-store.ts';
import { phaseWord } from '../wording/mining-phase.ts';
import type { FaultText } from '../wording/problems/fix-buttons.ts';
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
  const { happened, advice, button, action } = fault;
  const offersChecks = page !== 'diagnosis' && action.do !== 'open-diagnosis';
  return (
    <Strip tone={tone} spoken={`${phaseWord(translation, phase)}. ${happened} ${advice}`}>
      <PhaseMark phase={tone === 'warn' ? 'mining' : 'waiting'} />
      <Sentences happened={happened} advice={advice} />
      <Button size="small" onClick={() => applyFix(action)}>
        {button}
      </Button>
      {left !== undefined && (
        <Button size="small" kind="quiet" onClick={() => meanToGo(left)}>
          {t('verdict.left.meant')}
        </Button>
      )}
      {offersChecks && left === undefined && (
        <span className={styles.roomy}>
          <Button size="small" kind="quiet" onClick={() => openPage('diagnosis')}>
            {t('problems.button.diagnosis')}
          </Button>
        </span>
      )}
    </Strip>
  );
}
