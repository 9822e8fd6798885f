import { useTranslation } from '../../stores/use-translation.ts';
import { Panel } from '../../components/display/panel.tsx';
import { useMinerStore } from '../../stores/miner-store.ts';
import { aboutText } from '../../wording/figures/durations.ts';
import { effortMeaning, effortText } from '../../wording/figures/effort.ts';
import { difficultyText } from '../../wording/figures/si-number.ts';
import styles from './home.module.css';

/** How long the next own block takes on average, and what that depends on. */
export function NextBlockPanel() {
  const translation = useTranslation();
  const { t } = translation;
  const snapshot = useMinerStore((miner) => miner.calm);
  const effort = snapshot?.effort ?? null;
  return (
    <Panel title={t('home.nextBlock')}>
      <p className={styles.primary} title={t('home.nextBlock.about')}>
        {aboutText(translation, snapshot?.expectedSecondsToBlock ?? null)}
      </p>
      <dl className={styles.pair}>
        <div title={t('home.difficulty.about')}>
          <dt>{t('home.difficulty')}</dt>
          <dd>{difficultyText(translation, snapshot?.difficulty ?? null)}</dd>
        </div>
        <div title={effortMeaning(translation, effort)}>
          <dt>{t('home.effort')}</dt>
          <dd>{effortText(translation, effort)}</dd>
        </div>
      </dl>
    </Panel>
  );
}
