import type { MachineStage } from '../../../contract/screen-contract.ts';
import { useTranslation } from '../../stores/use-translation.ts';
import { STAGES, stageText } from '../../wording/machines/machine-stages.ts';
import styles from './stage-dots.module.css';

/** How far a machine has come: one dot a stage, lit when it is passed. */
export function StageDots({ stage }: { readonly stage: MachineStage }) {
  const translation = useTranslation();
  const reached = STAGES.indexOf(stage);
  return (
    <ol
      className={styles.dots}
      aria-label={translation.t('machines.stage.position', {
        number: reached + 1,
        total: STAGES.length,
        name: stageText(translation, stage).name,
      })}
    >
      {STAGES.map((each, index) => (
        <li
          key={each}
          data-lit={index <= reached || undefined}
          data-current={index === reached || undefined}
          title={stageText(translation, each).name}
        />
      ))}
    </ol>
  );
}
