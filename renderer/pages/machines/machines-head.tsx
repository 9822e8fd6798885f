import { Icon } from '../../components/controls/icons.tsx';
import type { MessageId } from '../../../messages/catalogues.ts';
import { sortMachinesBy, useMachineListStore } from '../../stores/machine-list-store.ts';
import type { MachineColumn } from '../../stores/machine-list-store.ts';
import { useTranslation } from '../../stores/use-translation.ts';
import styles from './machines.module.css';

interface Column {
  readonly column: MachineColumn;
  readonly title: MessageId;
  readonly hint: MessageId;
  readonly isNumber?: boolean;
}

const COLUMNS: readonly Column[] = [
  { column: 'name', title: 'machines.column.name', hint: 'machines.column.name.hint' },
  { column: 'state', title: 'machines.column.state', hint: 'machines.column.state.hint' },
  {
    column: 'rate',
    title: 'machines.column.rate',
    hint: 'machines.column.rate.hint',
    isNumber: true,
  },
  {
    column: 'temperature',
    title: 'machines.column.temperature',
    hint: 'machines.column.temperature.hint',
    isNumber: true,
  },
  {
    column: 'level',
    title: 'machines.column.level',
    hint: 'machines.column.level.hint',
    isNumber: true,
  },
  {
    column: 'accepted',
    title: 'machines.column.accepted',
    hint: 'machines.column.accepted.hint',
    isNumber: true,
  },
  {
    column: 'rejected',
    title: 'machines.column.rejected',
    hint: 'machines.column.rejected.hint',
    isNumber: true,
  },
  {
    column: 'lastShare',
    title: 'machines.column.lastShare',
    hint: 'machines.column.lastShare.hint',
    isNumber: true,
  },
];

/** Temperatures have a column once a machine reports its own. */
export function columnsOf(hasTemperatures: boolean): readonly Column[] {
  return COLUMNS.filter(({ column }) => hasTemperatures || column !== 'temperature');
}

/** The columns' names; a click sorts. */
export function MachinesHead({ hasTemperatures }: { readonly hasTemperatures: boolean }) {
  return (
    <tr>
      {columnsOf(hasTemperatures).map((column) => (
        <HeadCell key={column.column} {...column} />
      ))}
    </tr>
  );
}

function HeadCell({ column, title, hint, isNumber }: Column) {
  const { t } = useTranslation();
  const sorting = useMachineListStore((list) => list.sorting);
  const isSorted = sorting.column === column;
  const direction = sorting.descending ? 'descending' : 'ascending';
  return (
    <th
      scope="col"
      className={isNumber ? styles.number : undefined}
      aria-sort={isSorted ? direction : 'none'}
      data-column={column}
    >
      <button type="button" title={t(hint)} onClick={() => sortMachinesBy(column)}>
        {t(title)}
        {isSorted && (
          <span className={styles.arrow} data-up={sorting.descending || undefined}>
            <Icon name="down" size={12} />
          </span>
        )}
      </button>
    </th>
  );
}
