import type { MachineStage } from '../../../contract/screen-contract.ts';
import { STAGES, stageWords } from '../../wording/machine-stages.ts';
import styles from './stage-dots.module.css';

interface StageDotsProps {
  readonly stage: MachineStage;
  /** Writes each stage's name under its dot. */
  readonly named?: boolean;
}

/** How far a machine has come: one dot a stage, lit when it is passed. */
export function StageDots({ stage, named = false }: StageDotsProps) {
  const reached = STAGES.indexOf(stage);
  return (
    <ol
      className={styles.dots}
      data-named={named || undefined}
      aria-label={`Stage ${reached + 1} of ${STAGES.length}: ${stageWords(stage).name}`}
    >
      {STAGES.map((each, index) => (
        <li
          key={each}
          data-lit={index <= reached || undefined}
          data-current={index === reached || undefined}
          title={stageWords(each).name}
        >
          {named && <span>{stageWords(each).name}</span>}
        </li>
      ))}
    </ol>
  );
}
