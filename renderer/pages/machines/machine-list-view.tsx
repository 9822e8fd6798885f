import { useTranslation } from '../../stores/use-translation.ts';
import { TableVirtuoso } from 'react-virtuoso';
import { Button } from '../../components/controls/button.tsx';
import { Figure } from '../../components/controls/figure.tsx';
import type { MachineSnapshot, StratumSnapshot } from '../../../contract/screen-contract.ts';
import { openMachine, showConnecting } from '../../stores/machine-list-store.ts';
import { useMinerStore } from '../../stores/miner-store.ts';
import { bestEstimate, errorText, estimatesText } from '../../wording/rate-estimates.ts';
import { countText, hashRateParts } from '../../wording/si-number.ts';
import { rejectedCount } from '../../wording/share-kinds.ts';
import { MachineRow, MachinesHead } from './machine-row.tsx';
import styles from './machines.module.css';
import { useListedMachines } from './use-listed-machines.ts';

/** Every machine in a row, with the total of all above. */
export function MachineListView() {
  const stratum = useMinerStore((miner) => miner.calm?.stratum ?? null);
  const machines = useListedMachines();
  if (stratum === null) return null;
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <h1>Machines</h1>
        <Total stratum={stratum} machines={machines} />
        <Button icon="plus" onClick={() => showConnecting(true)}>
          Connect a machine
        </Button>
      </div>
      <TableVirtuoso
        className={styles.scroller}
        data={machines}
        context={stratum.asking}
        computeItemKey={(_, machine) => machine.key}
        increaseViewportBy={400}
        fixedHeaderContent={MachinesHead}
        itemContent={(_, machine, asking) => <MachineRow machine={machine} asking={asking} />}
        components={{ Table, TableRow }}
      />
    </div>
  );
}

interface TotalProps {
  readonly stratum: StratumSnapshot;
  readonly machines: readonly MachineSnapshot[];
}

/** All machines together. */
function Total({ stratum, machines }: TotalProps) {
  const translation = useTranslation();
  const estimate = bestEstimate(stratum.total);
  const gone = machines.filter(({ isOnline }) => !isOnline).length;
  const accepted = machines.reduce((sum, { shares }) => sum + shares.accepted, 0);
  const rejected = machines.reduce((sum, { shares }) => sum + rejectedCount(shares), 0);
  const blocks = machines.reduce((sum, { shares }) => sum + shares.blocks, 0);
  return (
    <dl className={styles.total} aria-label="All machines together">
      <div title={estimatesText(translation, stratum.total)}>
        <dt>Hash rate</dt>
        <dd>
          <Figure parts={hashRateParts(translation, estimate.hashesPerSecond)} />
          <span className={styles.error}>{errorText(translation, estimate)}</span>
        </dd>
      </div>
      <div>
        <dt>Machines</dt>
        <dd>
          {countText(translation, stratum.online)} online
          {gone > 0 && <span className={styles.error}>{countText(translation, gone)} gone</span>}
          {stratum.notShown > 0 && (
            <span className={styles.error} title="They count in the hash rate all the same.">
              {countText(translation, stratum.notShown)} more not listed
            </span>
          )}
        </dd>
      </div>
      <div>
        <dt>Accepted</dt>
        <dd>{countText(translation, accepted)}</dd>
      </div>
      <div>
        <dt>Rejected</dt>
        <dd>{countText(translation, rejected)}</dd>
      </div>
      <div>
        <dt>Blocks</dt>
        <dd>{countText(translation, blocks)}</dd>
      </div>
    </dl>
  );
}

function Table(props: React.TableHTMLAttributes<HTMLTableElement>) {
  return <table {...props} className={styles.table} aria-label="Machines" />;
}

interface TableRowProps extends React.HTMLAttributes<HTMLTableRowElement> {
  readonly item: MachineSnapshot;
}

/** A row opens its machine wherever it is clicked; by keyboard its name does. */
function TableRow({ item, ...props }: TableRowProps) {
  return (
    <tr
      {...props}
      data-gone={item.isOnline ? undefined : ''}
      onClick={() => openMachine(item.key)}
    />
  );
}
