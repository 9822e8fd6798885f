import { TextInput } from '@mantine/core';
import { Button } from '../../components/controls/button.tsx';
import { searchMachines, showGone, useMachineListStore } from '../../stores/machine-list-store.ts';
import { useTranslation } from '../../stores/use-translation.ts';
import styles from './machines.module.css';

interface GoneProps {
  /** Machines that have left. */
  readonly gone: number;
}

/** Finds machines in a long list. */
export function MachineSearchBar({ gone }: GoneProps) {
  const { t } = useTranslation();
  const search = useMachineListStore((list) => list.search);
  return (
    <div className={styles.searchBar}>
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
      <GoneButton gone={gone} />
    </div>
  );
}

/**
 * Takes machines that have left out of the list. A short list has it beside their number: a row of its own would push
 * the table.
 */
export function GoneButton({ gone, isShort = false }: GoneProps & { readonly isShort?: boolean }) {
  const { t } = useTranslation();
  const isShown = useMachineListStore((list) => list.showsGone);
  if (gone === 0) return null;
  const text = t(isShown ? 'machines.hideGone' : 'machines.showGone', { count: gone });
  return (
    <Button
      size="small"
      kind="quiet"
      {...(isShort && { 'aria-label': text, title: text })}
      onClick={() => showGone(!isShown)}
    >
      {isShort ? t(isShown ? 'machines.hideGone.short' : 'machines.showGone.short') : text}
    </Button>
  );
}
