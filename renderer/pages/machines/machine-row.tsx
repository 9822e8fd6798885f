import { useTranslation } from '../../stores/use-translation.ts';
import { memo } from 'react';
import { Ago } from '../../components/controls/ago.tsx';
import { Icon } from '../../components/controls/icons.tsx';
import { MachineStateMark } from '../../components/machines/machine-state-mark.tsx';
import { Sparkline } from '../../components/charts/sparkline.tsx';
import { useClockStore } from '../../stores/clock-store.ts';
import type { MachineSnapshot, StratumSnapshot } from '../../../contract/screen-contract.ts';
import {
  openMachine,
  sortMachinesBy,
  useMachineListStore,
} from '../../stores/machine-list-store.ts';
import type { MachineColumn } from '../../stores/machine-list-store.ts';
import { machineReasonText } from '../../wording/machine-refusals.ts';
import { levelText, machineName, machineState } from '../../wording/machine-stages.ts';
import { bestEstimate, errorText, estimatesText } from '../../wording/rate-estimates.ts';
import { UNKNOWN, countText, difficultyText, hashRateText } from '../../wording/si-number.ts';
import { hasManyRejected, rejectedCount, sharesText } from '../../wording/share-kinds.ts';
import { MachineParticulars } from './detail/machine-particulars.tsx';
import styles from './machines.module.css';
import { SPARKLINE_MS, useSparkline } from './use-sparkline.ts';

const COLUMNS: readonly {
  readonly column: MachineColumn;
  readonly title: string;
  readonly hint: string;
  readonly isNumber?: boolean;
}[] = [
  {
    column: 'name',
    title: 'Machine',
    hint: 'The name that it gave; below it its address and software',
  },
  { column: 'state', title: 'State', hint: 'How far it has come' },
  {
    column: 'rate',
    title: 'Hash rate',
    hint: 'Estimated from its accepted shares',
    isNumber: true,
  },
  {
    column: 'level',
    title: 'Level',
    hint: 'Difficulty of its shares: each level is twice as hard as the one before',
    isNumber: true,
  },
  { column: 'accepted', title: 'Accepted', hint: 'Shares that count', isNumber: true },
  {
    column: 'rejected',
    title: 'Rejected',
    hint: 'Refused shares; below them the reasons',
    isNumber: true,
  },
  {
    column: 'lastShare',
    title: 'Last share',
    hint: 'When its last share was accepted; below it for how long it has been connected',
    isNumber: true,
  },
];

/** The columns' names; a click sorts. */
export function MachinesHead() {
  return (
    <tr>
      {COLUMNS.map((column) => (
        <HeadCell key={column.column} {...column} />
      ))}
    </tr>
  );
}

function HeadCell({ column, title, hint, isNumber }: (typeof COLUMNS)[number]) {
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
      <button type="button" title={hint} onClick={() => sortMachinesBy(column)}>
        {title}
        <span data-shown={isSorted || undefined} data-up={sorting.descending || undefined}>
          <Icon name="down" size={12} />
        </span>
      </button>
    </th>
  );
}

interface MachineRowProps {
  readonly machine: MachineSnapshot;
  readonly asking: StratumSnapshot['asking'];
}

/** The cells of one machine; what tells it apart and since when it is here stands below them. */
export const MachineRow = memo(function MachineRow({ machine, asking }: MachineRowProps) {
  const translation = useTranslation();
  const { key, level, difficulty, shares, lastShareAtMs } = machine;
  const nowMs = useClockStore((clock) => clock.nowMs);
  const state = machineState(translation, machine, asking, nowMs);
  return (
    <>
      <td className={styles.name}>
        <button
          type="button"
          title={machineName(machine)}
          onClick={(event) => {
            event.stopPropagation();
            openMachine(key);
          }}
        >
          {machineName(machine)}
        </button>
        <MachineParticulars
          machine={machine}
          reason={state.reason === null ? null : machineReasonText(translation, state.reason)}
        />
      </td>
      <td>
        <MachineStateMark state={state} />
      </td>
      <td className={styles.number} title={estimatesText(translation, machine.hashRate)}>
        <Rate machine={machine} />
      </td>
      <td
        className={styles.number}
        title={
          difficulty === null
            ? undefined
            : `${difficultyText(translation, difficulty)} hashes a share`
        }
      >
        {levelText(translation, level)}
      </td>
      <td className={styles.number}>{countText(translation, shares.accepted)}</td>
      <td
        className={styles.number}
        title={sharesText(translation, shares)}
        data-many={hasManyRejected(shares) || undefined}
      >
        {countText(translation, rejectedCount(shares))}
      </td>
      <td className={styles.number}>
        {lastShareAtMs === null ? UNKNOWN : <Ago atMs={lastShareAtMs} />}
      </td>
    </>
  );
});

function Rate({ machine }: { readonly machine: MachineSnapshot }) {
  const translation = useTranslation();
  const samples = useSparkline(machine.key);
  // It moves on when new samples come.
  const untilMs = useClockStore((clock) => Math.ceil(clock.nowMs / 10_000) * 10_000);
  const estimate = bestEstimate(machine.hashRate);
  const isKnown = machine.isOnline && estimate.relativeError !== null;
  return (
    <span className={styles.rate}>
      <Sparkline samples={samples} fromMs={untilMs - SPARKLINE_MS} untilMs={untilMs} />
      <span>
        {isKnown ? hashRateText(translation, estimate.hashesPerSecond) : UNKNOWN}
        <small>{isKnown && errorText(translation, estimate)}</small>
      </span>
    </span>
  );
}
