import { TextInput } from '@mantine/core';
import { Button } from '../../components/controls/button.tsx';
import { searchMachines, showGone, useMachineListStore } from '../../stores/machine-list-store.ts';
import { useTranslation } from '../../stores/use-translation.ts';
import styles from './machines.module.css';

interface MachineSearchBarProps {
  /** Machines that have left. */
  readonly gone: number;
  readonly isLong: boolean;
}

/** Finds machines in a long list, and takes those that have left out of it. */
export function MachineSearchBar({ gone, isLong }: MachineSearchBarProps) {
  const { t } = useTranslation();
  const search = useMachineListStore((list) => list.search);
  const isShown = useMachineListStore((list) => list.showsGone);
  return (
    <div className={styles.searchBar}>
      {isLong && (
        <TextInput
          size="xs"
          className={styles.search ?? ''}
          aria-label={t('machines.search')}
          placeholder={t('machines.search')}
          value={search}
          onChange={(event) => searchMachines(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') searchMachines('');
          }}
        />
      )}
      {gone > 0 && (
        <Button size="small" kind="quiet" onClick={() => showGone(!isShown)}>
          {t(isShown ? 'machines.hideGone' : 'machines.showGone', { count: gone })}
        </Button>
      )}
    </div>
  );
}
