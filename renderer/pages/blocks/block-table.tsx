import { TableVirtuoso } from 'react-virtuoso';
import { useTranslation } from '../../stores/use-translation.ts';
import { BlockRow, BlocksHead } from './block-row.tsx';
import styles from './blocks.module.css';
import { useOwnBlocks } from './use-own-blocks.ts';

interface BlockTableProps {
  readonly versionName: string;
  /** What scrolls, with all that stands above the table. */
  readonly scroller: HTMLElement;
}

/** The own blocks of a network, newest first. */
export function BlockTable({ versionName, scroller }: BlockTableProps) {
  const { blocks, loadOlder } = useOwnBlocks(versionName);
  return (
    <TableVirtuoso
      customScrollParent={scroller}
      data={blocks}
      computeItemKey={(_, block) => block.id}
      endReached={loadOlder}
      increaseViewportBy={400}
      fixedHeaderContent={BlocksHead}
      itemContent={(_, block) => <BlockRow block={block} />}
      components={{ Table }}
    />
  );
}

function Table(props: React.TableHTMLAttributes<HTMLTableElement>) {
  const { t } = useTranslation();
  return <table {...props} className={styles.table} aria-label={t('blocks.table')} />;
}
