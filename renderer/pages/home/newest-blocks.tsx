import { useTranslation } from '../../stores/use-translation.ts';
import { useMemo } from 'react';
import { Ago } from '../../components/display/ago.tsx';
import { rowStep } from '../../components/braid/braid-layout.ts';
import type { MinerSnapshot } from '../../../contract/screen-contract.ts';
import { countText } from '../../wording/figures/si-number.ts';
import styles from './home.module.css';

interface NewestBlocksProps {
  readonly seen: MinerSnapshot['recentBlocks'];
  readonly own: MinerSnapshot['blocks'];
  readonly chains: number;
}

/** The newest blocks of the network as text, as many as fit beside the braid. */
export function NewestBlocks({ seen, own, chains }: NewestBlocksProps) {
  const translation = useTranslation();
  const { t } = translation;
  const rows = Math.max(3, Math.floor((rowStep(chains) * chains) / 26));
  const newest = useMemo(() => {
    const states = new Map(own.map((block) => [block.id, block.state]));
    return [...seen]
      .sort((a, b) => b.createdAtMs - a.createdAtMs)
      .slice(0, rows)
      .map((block) => ({ ...block, state: states.get(block.hash) ?? null }));
  }, [seen, own, rows]);
  return (
    <ol className={styles.newest} aria-label={t('braid.newest')}>
      {newest.length === 0 && <li className="muted">{t('braid.newest.none')}</li>}
      {newest.map(({ hash, chain, height, createdAtMs, state }) => (
        <li key={hash}>
          <b
            className={styles.dot}
            data-kind={state === 'orphaned' ? 'orphan' : state === null ? undefined : 'own'}
          />
          <span>
            {t('braid.chain', { chain })}
            <span className={styles.height}>{countText(translation, height)}</span>
            {state !== null && <span className="unseen">{t('braid.yours')}</span>}
          </span>
          <Ago atMs={createdAtMs} />
        </li>
      ))}
    </ol>
  );
}
