import { useState } from 'react';
import type { MachineSnapshot } from '../../../../contract/screen-contract.ts';
import { Button } from '../../../components/controls/button.tsx';
import { Panel } from '../../../components/display/panel.tsx';
import { Shape } from '../../../components/display/shape.tsx';
import { applyFix } from '../../../components/problems/apply-fix.ts';
import { useTranslation } from '../../../stores/use-translation.ts';
import { shareRefusalText } from '../../../wording/machines/machine-refusals.ts';
import { needsRepair } from '../../../wording/machines/machine-state.ts';
import { lastShare, repairSteps } from '../../../wording/problems/repair-steps.ts';
import { BUTTONS } from '../../../wording/problems/fix-buttons.ts';
import styles from './machine-detail.module.css';

/**
 * What to try with a machine whose shares are rejected, and whether it helped. Once there, it stays until the page is
 * left.
 */
export function RepairPanel({ machine }: { readonly machine: MachineSnapshot }) {
  const translation = useTranslation();
  const { t } = translation;
  const [isShown, setIsShown] = useState(false);
  const isNeeded = needsRepair(machine);
  if (isNeeded && !isShown) setIsShown(true);
  const share = lastShare(translation, machine);
  if (!isShown || machine.lastRefusal === null || share === null) return null;
  const { refusal } = machine.lastRefusal;
  return (
    <div className={styles.repair}>
      <Panel title={t('repair.title')}>
        <p className="selectable">{shareRefusalText(translation, refusal)}</p>
        <ol className={styles.steps}>
          {repairSteps(translation, refusal).map(({ text, fix }) => (
            <li key={text}>
              <span>{text}</span>
              {fix !== null && (
                <Button size="small" onClick={() => applyFix(BUTTONS[fix].action)}>
                  {t(BUTTONS[fix].text)}
                </Button>
              )}
            </li>
          ))}
        </ol>
        <p className={styles.check} role="status">
          <Shape tone={share.isGood ? 'good' : 'bad'}>
            {share.isGood ? <path d="m2.5 6.5 2.5 2.5 4.5-6" /> : <path d="m3 3 6 6m0-6-6 6" />}
          </Shape>
          {share.text}
        </p>
      </Panel>
    </div>
  );
}
