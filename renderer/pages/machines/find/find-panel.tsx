import { Button } from '../../../components/controls/button.tsx';
import { Panel } from '../../../components/display/panel.tsx';
import { TaskPage } from '../../../components/machines/task-page.tsx';
import { showMachines } from '../../../stores/machine-list-store.ts';
import { useHasMachines, useMinerStore } from '../../../stores/miner-store.ts';
import { useTranslation } from '../../../stores/use-translation.ts';
import { AlreadyHere } from './already-here.tsx';
import { FoundMachines } from './found-machines.tsx';
import { SearchForm } from './search-form.tsx';

/** A search of the local network: where, how far it has come, and what answered. */
export function FindPanel() {
  const { t } = useTranslation();
  const hasMachines = useHasMachines();
  const search = useMinerStore((miner) => miner.calm?.deviceSearch ?? null);
  return (
    <TaskPage
      title={t('find.title')}
      about={t('find.about')}
      buttons={
        <>
          <Button kind="quiet" onClick={() => showMachines('connect')}>
            {t('find.byHand')}
          </Button>
          {hasMachines && <Button onClick={() => showMachines('list')}>{t('find.back')}</Button>}
        </>
      }
    >
      <Panel title={t('find.where')}>
        <SearchForm search={search} />
      </Panel>
      <AlreadyHere />
      {search !== null && (
        <Panel title={t('find.found')}>
          <FoundMachines search={search} />
        </Panel>
      )}
    </TaskPage>
  );
}
