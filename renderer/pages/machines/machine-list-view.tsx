import { TableVirtuoso } from 'react-virtuoso';
import type { StratumSnapshot } from '../../../contract/screen-contract.ts';
import { Button } from '../../components/controls/button.tsx';
import type { JoinedMachine } from '../../stores/joined-machines.ts';
import { openMachine, showMachines, useMachineListStore } from '../../stores/machine-list-store.ts';
import { useMinerStore } from '../../stores/miner-store.ts';
import { useTranslation } from '../../stores/use-translation.ts';
import { hottestCelsius } from '../../wording/devices/device-figures.ts';
import { GoneButton, MachineSearchBar } from './machine-search-bar.tsx';
import { foundMachines, isGone, isLong } from './machine-search.ts';
import { MachineRow } from './machine-row.tsx';
import { columnsOf, MachinesHead } from './machines-head.tsx';
import styles from './machines.module.css';
import { MachinesTotal } from './machines-total.tsx';
import { useListedMachines } from './use-listed-machines.ts';

const NO_QUESTIONS: StratumSnapshot['asking'] = [];

/** What every row needs beside its machine. */
interface RowContext {
  readonly asking: StratumSnapshot['asking'];
  readonly hasTemperatures: boolean;
}

/** Every machine in a row, with the total of all above. */
export function MachineListView() {
  const { t } = useTranslation();
  const stratum = useMinerStore((miner) => miner.calm?.stratum ?? null);
  const all = useListedMachines();
  const search = useMachineListStore((list) => list.search);
  const showsGone = useMachineListStore((list) => list.showsGone);
  const gone = all.filter(isGone).length;
  const machines = foundMachines(
    showsGone ? all : all.filter((machine) => !isGone(machine)),
    isLong(all) ? search : '',
  );
  const hasTemperatures = machines.some(
    ({ device }) => hottestCelsius(device?.reading ?? null) !== null,
  );
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <h1>{t('machines.title')}</h1>
        <MachinesTotal
          stratum={stratum}
          machines={all}
          goneButton={!isLong(all) && <GoneButton gone={gone} isShort />}
        />
        <div className={styles.ways}>
          <Button icon="search" onClick={() => showMachines('find')}>
            {t('find.title')}
          </Button>
          <Button icon="plus" onClick={() => showMachines('connect')}>
            {t('connect.title')}
          </Button>
        </div>
      </div>
      {isLong(all) && <MachineSearchBar gone={gone} />}
      <TableVirtuoso
        className={styles.scroller}
        data={machines}
        context={{ asking: stratum?.asking ?? NO_QUESTIONS, hasTemperatures }}
        computeItemKey={(_, machine) => machine.key}
        increaseViewportBy={400}
        fixedHeaderContent={() => <MachinesHead hasTemperatures={hasTemperatures} />}
        itemContent={(_, machine, context) => <MachineRow machine={machine} {...context} />}
        components={{ Table, TableRow, EmptyPlaceholder: NoneFound }}
      />
    </div>
  );
}

interface TableProps extends React.TableHTMLAttributes<HTMLTableElement> {
  readonly context: RowContext;
}

function Table({ context, ...props }: TableProps) {
  const { t } = useTranslation();
  return (
    <table
      {...props}
      className={styles.table}
      data-temperatures={context.hasTemperatures || undefined}
      aria-label={t('machines.title')}
    />
  );
}

/** Below the columns' names, which stay where they are. */
function NoneFound({ context }: { readonly context: RowContext }) {
  const { t } = useTranslation();
  return (
    <tbody>
      <tr className={styles.noneFound}>
        <td colSpan={columnsOf(context.hasTemperatures).length}>{t('machines.noneFound')}</td>
      </tr>
    </tbody>
  );
}

interface TableRowProps extends React.HTMLAttributes<HTMLTableRowElement> {
  readonly item: JoinedMachine;
}

/** A row opens its machine wherever it is clicked; by keyboard its name does. */
function TableRow({ item, ...props }: TableRowProps) {
  return (
    <tr
      {...props}
      data-gone={item.session?.isOnline === true ? undefined : ''}
      onClick={() => openMachine(item.key)}
    />
  );
}
