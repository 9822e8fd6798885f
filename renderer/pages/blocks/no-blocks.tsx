import { EmptyPage } from '../../components/display/empty-page.tsx';
import { useTranslation } from '../../stores/use-translation.ts';
import { useMinerStore } from '../../stores/miner-store.ts';
import { meanTimeText } from '../../wording/figures/chance.ts';

/** Before the first block. */
export function NoBlocks() {
  const translation = useTranslation();
  const { t } = translation;
  const mines = useMinerStore((miner) => miner.calm !== null && miner.calm.phase !== 'stopped');
  const duration = useMinerStore((miner) =>
    meanTimeText(translation, miner.calm?.expectedSecondsToBlock ?? null),
  );
  return (
    <EmptyPage title={t('blocks.none')}>
      {!mines
        ? t('blocks.none.stopped')
        : duration === null
          ? t('blocks.none.unknown')
          : t('blocks.none.mining', { duration })}
    </EmptyPage>
  );
}
