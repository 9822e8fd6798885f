import { MultiSelect } from '@mantine/core';
import { useMemo } from 'react';
import { SERIES_LOOKS } from '../../../components/charts/chart-lines.ts';
import { Button } from '../../../components/controls/button.tsx';
import { TaskPage } from '../../../components/machines/task-page.tsx';
import type { JoinedMachine } from '../../../stores/joined-machines.ts';
import {
  compareMachines,
  showMachines,
  useMachineListStore,
} from '../../../stores/machine-list-store.ts';
import { useTranslation } from '../../../stores/use-translation.ts';
import { ComparisonPanel } from './comparison-panel.tsx';
import { comparable, withFastest } from './comparable-machines.ts';

/** More lines could not be distinguished. */
const MOST = SERIES_LOOKS.length;

/** The hash rates of some machines beside each other. */
export function ComparePage({ machines }: { readonly machines: readonly JoinedMachine[] }) {
  const { t } = useTranslation();
  const first = useMachineListStore((list) => list.compareWith);
  const wanted = useMachineListStore((list) => list.compared);
  const offered = useMemo(() => comparable(machines), [machines]);
  const chosen = wanted ?? withFastest(offered, first, MOST);
  // The same array as long as the same machines are chosen, whatever their figures do.
  const keys = chosen.filter((key) => offered.some((machine) => machine.key === key)).join('\n');
  const compared = useMemo(() => (keys === '' ? [] : keys.split('\n')), [keys]);
  return (
    <TaskPage
      title={t('machines.compare.title')}
      about={t('machines.compare.about')}
      buttons={<Button onClick={() => showMachines('list')}>{t('find.back')}</Button>}
    >
      <MultiSelect
        label={t('machines.compare.choose', { most: MOST })}
        placeholder={compared.length < MOST ? t('machines.compare.find') : ''}
        nothingFoundMessage={t('machines.compare.none')}
        searchable
        maxValues={MOST}
        limit={100}
        withScrollArea={false}
        data={offered.map(({ key, name }) => ({ value: key, label: name }))}
        value={compared}
        onChange={compareMachines}
      />
      <ComparisonPanel
        keys={compared}
        names={compared.map((key) => offered.find((each) => each.key === key)?.name ?? key)}
      />
    </TaskPage>
  );
}
