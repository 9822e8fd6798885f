import { useTranslation } from '../../stores/use-translation.ts';
import { TableVirtuoso } from 'react-virtuoso';
import { BlockRow, BlocksHead } from './block-row.tsx';
import { NoBlocks } from './no-blocks.tsx';
import { useOwnBlocks } from './use-own-blocks.ts';
import { blocksInAll } from '../../stores/today-store.ts';
import { useMinerStore } from '../../stores/miner-store.ts';

import styles from './blocks.module.css';

/** Every block that this miner found, newest first. */
export function BlocksPage() {
  const { t } = useTranslation();
  const { blocks, hasMore, loadOlder } = useOwnBlocks();
  const inAll = useMinerStore((miner) =>
    miner.calm === null ? 0 : blocksInAll(miner.calm.blockCounts),
  );
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <h1>{t('blocks.title')}</h1>
        {blocks.length > 0 && (
          <p className="muted">{t('blocks.found', { count: Math.max(inAll, blocks.length) })}</p>
        )}
      </div>
      {blocks.length === 0 && !hasMore ? (
        <NoBlocks />
      ) : (
        <TableVirtuoso
          className={styles.scroller}
          data={blocks}
          computeItemKey={(_, block) => block.id}
          endReached={loadOlder}
          increaseViewportBy={400}
          fixedHeaderContent={BlocksHead}
          itemContent={(_, block) => <BlockRow block={block} />}
          components={{ Table }}
        />
      )}
    </div>
  );
}

function Table(props: React.TableHTMLAttributes<HTMLTableElement>) {
  const { t } = useTranslation();
  return <table {...props} className={styles.table} aria-label={t('blocks.table')} />;
}
