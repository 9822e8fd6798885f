import { useTranslation } from '../../stores/use-translation.ts';
import { useMinerStore } from '../../stores/miner-store.ts';
import { meanTimeText } from '../../wording/figures/chance.ts';
import styles from './blocks.module.css';

/** Before the first block. */
export function NoBlocks() {
  const translation = useTranslation();
  const { t } = translation;
  const mines = useMinerStore((miner) => miner.calm !== null && miner.calm.phase !== 'stopped');
  const duration = useMinerStore((miner) =>
    meanTimeText(translation, miner.calm?.expectedSecondsToBlock ?? null),
  );
  return (
    <div className={styles.empty}>
      <h2>{t('blocks.none')}</h2>
      <p className="muted">
        {!mines
          ? t('blocks.none.stopped')
          : duration === null
            ? t('blocks.none.unknown')
            : t('blocks.none.mining', { duration })}
      </p>
    </div>
  );
}
