import { useTranslation } from '../../stores/use-translation.ts';
import { Panel } from '../../components/controls/panel.tsx';
import { useMinerStore } from '../../stores/miner-store.ts';
import { aboutText } from '../../wording/durations.ts';
import { effortMeaning, effortText } from '../../wording/effort.ts';
import { difficultyText } from '../../wording/si-number.ts';
import styles from './home.module.css';

/** When the next own block is to be expected, and what that rests on. */
export function NextBlockPanel() {
  const translation = useTranslation();
  const snapshot = useMinerStore((miner) => miner.calm);
  const effort = snapshot?.effort ?? null;
  return (
    <Panel title="Your next block">
      <p
        className={styles.primary}
        title="Expected on average: difficulty divided by hash rate. Chance decides each single one."
      >
        {aboutText(translation, snapshot?.expectedSecondsToBlock ?? null)}
      </p>
      <dl className={styles.pair}>
        <div title="Hashes that a block takes on average">
          <dt>Difficulty</dt>
          <dd>{difficultyText(translation, snapshot?.difficulty ?? null)}</dd>
        </div>
        <div title={effortMeaning(translation, effort)}>
          <dt>Effort so far</dt>
          <dd>{effortText(translation, effort)}</dd>
        </div>
      </dl>
    </Panel>
  );
}
