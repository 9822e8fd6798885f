import { getBestShares } from '../../bridge.ts';
import type { Requests } from '../../../contract/screen-contract.ts';
import { askEarnings } from '../../components/blocks/ask-earnings.ts';
import { useNetworkFigures } from '../../components/blocks/use-network-figures.ts';
import { BestSharesPanel } from './best-shares-panel.tsx';
import { EarningsPanel } from './earnings-panel.tsx';
import { LuckPanel } from './luck-panel.tsx';
import { OddsPanel } from './odds-panel.tsx';
import styles from './summary.module.css';

interface BlockSummaryProps {
  readonly versionName: string;
  /** Null until it is known. */
  readonly luck: Requests['getLuck']['output'] | null;
  /** Own blocks on it: a new one changes all figures. */
  readonly blocks: number;
}

/** What chance did and does on a network, and what it paid. */
export function BlockSummary({ versionName, luck, blocks }: BlockSummaryProps) {
  const best = useNetworkFigures(getBestShares, versionName, blocks);
  const earned = useNetworkFigures(askEarnings, versionName, blocks);
  return (
    <div className={styles.summary}>
      <LuckPanel luck={luck?.luck ?? null} />
      <OddsPanel odds={luck?.odds ?? null} />
      <BestSharesPanel best={best} />
      <EarningsPanel versionName={versionName} earned={earned} />
    </div>
  );
}
