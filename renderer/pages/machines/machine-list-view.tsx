import { TableVirtuoso } from 'react-virtuoso';
import { Button } from '../../components/controls/button.tsx';
import type { MachineSnapshot } from '../../../contract/screen-contract.ts';
import { openMachine, showConnecting } from '../../stores/machine-list-store.ts';
import { useMinerStore } from '../../stores/miner-store.ts';
import { useTranslation } from '../../stores/use-translation.ts';
import { MachineRow } from './machine-row.tsx';
import { MachinesHead } from './machines-head.tsx';
import styles from './machines.module.css';
import { MachinesTotal } from './machines-total.tsx';
import { useListedMachines } from './use-listed-machines.ts';

/** Every machine in a row, with the total of all above. */
export function MachineListView() {
  const { t } = useTranslation();
  const stratum = useMinerStore((miner) => miner.calm?.stratum ?? null);
  const machines = useListedMachines();
  if (stratum === null) return null;
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <h1>{t('machines.title')}</h1>
        <MachinesTotal stratum={stratum} machines={machines} />
        <Button icon="plus" onClick={() => showConnecting(true)}>
          {t('connect.title')}
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

function Table(props: React.TableHTMLAttributes<HTMLTableElement>) {
  const { t } = useTranslation();
  return <table {...props} className={styles.table} aria-label={t('machines.title')} />;
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
