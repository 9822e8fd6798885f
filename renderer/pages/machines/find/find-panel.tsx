import { Button } from '../../../components/controls/button.tsx';
import { Panel } from '../../../components/controls/panel.tsx';
import { showMachines } from '../../../stores/machine-list-store.ts';
import { useHasMachines, useMinerStore } from '../../../stores/miner-store.ts';
import { useTranslation } from '../../../stores/use-translation.ts';
import { AlreadyHere } from './already-here.tsx';
import styles from './find.module.css';
import { FoundMachines } from './found-machines.tsx';
import { SearchForm } from './search-form.tsx';

/** A search of the local network: where, how far it has come, and what answered. */
export function FindPanel() {
  const { t } = useTranslation();
  const hasMachines = useHasMachines();
  const search = useMinerStore((miner) => miner.calm?.deviceSearch ?? null);
  return (
    <div className={styles.scroll}>
      <div className={styles.page}>
        <header className={styles.head}>
          <div>
            <h1>{t('find.title')}</h1>
            <p className="muted">{t('find.about')}</p>
          </div>
          <div>
            <Button kind="quiet" onClick={() => showMachines('connect')}>
              {t('find.byHand')}
            </Button>
            {hasMachines && <Button onClick={() => showMachines('list')}>{t('find.back')}</Button>}
          </div>
        </header>
        <Panel title={t('find.where')}>
          <SearchForm search={search} />
        </Panel>
        <AlreadyHere />
        {search !== null && (
          <Panel title={t('find.found')}>
            <FoundMachines search={search} />
          </Panel>
        )}
      </div>
    </div>
  );
}
