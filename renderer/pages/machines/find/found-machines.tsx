import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { MinerSnapshot } from '../../../../contract/screen-contract.ts';
import { Button } from '../../../components/controls/button.tsx';
import { TaskFoot } from '../../../components/machines/task-foot.tsx';
import { planToUseHeddle } from '../../../stores/machine-list-store.ts';
import { useTranslation } from '../../../stores/use-translation.ts';
import { useJoinedMachines } from '../use-listed-machines.ts';
import styles from './find.module.css';
import { FoundRow } from './found-row.tsx';

type Search = NonNullable<MinerSnapshot['deviceSearch']>;

/** What answered, in that order: machines to choose from; other devices are folded away. */
export function FoundMachines({ search }: { readonly search: Search }) {
  const { t } = useTranslation();
  const joined = useJoinedMachines();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const machines = search.found.flatMap(
    (id) => joined.find(({ device }) => device?.id === id) ?? [],
  );
  const ids = machines.flatMap(({ device }) => (device === null ? [] : [device.id]));
  const selected = ids.filter((id) => chosen.has(id));
  const choose = (id: string, isChosen: boolean): void => {
    const others = [...chosen].filter((each) => each !== id);
    setChosen(new Set(isChosen ? [...others, id] : others));
  };
  return (
    <>
      {machines.length === 0 ? (
        <p className={styles.none}>{!search.isRunning && t('find.nothing')}</p>
      ) : (
        <table className={styles.table} aria-label={t('find.found')}>
          <thead>
            <tr>
              <th scope="col" data-column="choice">
                <Checkbox
                  aria-label={t('find.chooseAll')}
                  checked={selected.length === ids.length}
                  indeterminate={selected.length > 0 && selected.length < ids.length}
                  onChange={(event) => setChosen(new Set(event.currentTarget.checked ? ids : []))}
                />
              </th>
              <th scope="col">{t('find.column.machine')}</th>
              <th scope="col">{t('find.column.pool')}</th>
              <th scope="col" data-column="rate" className={styles.number}>
                {t('find.column.rate')}
              </th>
              <th scope="col" data-column="heat" className={styles.number}>
                {t('find.column.heat')}
              </th>
            </tr>
          </thead>
          <tbody>
            {machines.map(
              ({ key, device, session }) =>
                device !== null && (
                  <FoundRow
                    key={key}
                    device={device}
                    minesHere={session?.isOnline === true}
                    isChosen={chosen.has(device.id)}
                    onChoose={(isChosen) => choose(device.id, isChosen)}
                  />
                ),
            )}
          </tbody>
        </table>
      )}
      <OtherAnswers others={search.others} />
      {machines.length > 0 && (
        <TaskFoot>
          <p>{t('find.chosen', { count: selected.length })}</p>
          <Button
            kind="main"
            disabled={selected.length === 0}
            onClick={() => planToUseHeddle(selected)}
          >
            {t('find.useHeddle')}
          </Button>
        </TaskFoot>
      )}
    </>
  );
}

function OtherAnswers({ others }: Pick<Search, 'others'>) {
  const { t } = useTranslation();
  if (others.length === 0) return null;
  return (
    <details className={styles.others}>
      <summary>{t('find.others', { count: others.length })}</summary>
      <p>{t('find.others.about')}</p>
      <ul>
        {others.map(({ host, answered }) => (
          <li key={host}>
            <span className="mono">{host}</span>
            <span className="selectable">{answered}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
