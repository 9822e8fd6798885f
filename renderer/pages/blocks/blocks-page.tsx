import { useState } from 'react';
import { getLuck } from '../../bridge.ts';
import { useNetworkFigures } from '../../components/blocks/use-network-figures.ts';
import {
  countsOn,
  ownNetworks,
  useChosenNetwork,
  useCurrentNetwork,
} from '../../stores/blocks/mined-networks.ts';
import { useMinerStore } from '../../stores/miner-store.ts';
import { blocksInAll } from '../../stores/blocks/today-store.ts';
import { useTranslation } from '../../stores/use-translation.ts';
import { BlockSummary } from './block-summary.tsx';
import { BlockTable } from './block-table.tsx';
import { NetworkChoice } from './network-choice.tsx';
import { NoBlocks } from './no-blocks.tsx';
import styles from './blocks.module.css';
import { isPractice } from '../../stores/blocks/practice-network.ts';

/** The blocks that this miner found on one network, and what chance did and does there. */
export function BlocksPage() {
  const { t } = useTranslation();
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null);
  const current = useCurrentNetwork();
  const chosen = useChosenNetwork(({ versionName }) => versionName);
  const calm = useMinerStore((miner) => miner.calm);
  const networks = calm === null ? [] : ownNetworks(calm);
  const shown = chosen !== null && networks.includes(chosen) ? chosen : current;
  const inAll = calm === null ? 0 : blocksInAll(countsOn(calm, shown));
  const luck = useNetworkFigures(getLuck, shown, inAll);
  // Of the same moment as the table of luck, where several blocks come each second.
  const found = luck?.found ?? inAll;
  return (
    <div className={styles.page} ref={setScroller}>
      <div className={styles.head}>
        <h1>{t('blocks.title')}</h1>
        {found > 0 && <p className="muted">{t('blocks.found', { count: found })}</p>}
        {shown !== null && <NetworkChoice networks={networks} shown={shown} />}
      </div>
      {shown !== null && isPractice(shown) && (
        <p className={styles.practice}>{t('blocks.practice')}</p>
      )}
      {shown !== null && <BlockSummary versionName={shown} luck={luck} blocks={inAll} />}
      {shown === null || inAll === 0 ? (
        <NoBlocks />
      ) : (
        scroller !== null && <BlockTable key={shown} versionName={shown} scroller={scroller} />
      )}
    </div>
  );
}
