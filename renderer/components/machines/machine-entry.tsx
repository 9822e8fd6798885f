import { useState } from 'react';
import type {
  Failure,
  MachineSnapshot,
  StratumSnapshot,
} from '../../../contract/screen-contract.ts';
import { answerMachine, letMachineIn } from '../../bridge.ts';
import { useTranslation } from '../../stores/use-translation.ts';
import { failureText } from '../../wording/failures.ts';
import { machineEntry } from '../../wording/machines/machine-entry.ts';
import { Button } from '../controls/button.tsx';
import styles from './machine-entry.module.css';

interface MachineEntryProps {
  readonly machine: MachineSnapshot;
  readonly asking: StratumSnapshot['asking'];
}

/** Lets a machine in that asks or was refused, or refuses it; nothing where it may mine. */
export function MachineEntry({ machine, asking }: MachineEntryProps) {
  const translation = useTranslation();
  const { t } = translation;
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const entry = machineEntry(machine, asking);
  if (entry === null) return null;
  const act = async (accept: boolean): Promise<void> => {
    setBusy(true);
    const outcome =
      entry.kind === 'asks'
        ? await answerMachine({ question: entry.question, accept })
        : await letMachineIn({ rig: entry.rig });
    setBusy(false);
    setFailure(outcome.ok ? null : outcome.failure);
  };
  return (
    // A row opens its machine wherever else it is clicked.
    <span className={styles.entry} onClick={(event) => event.stopPropagation()}>
      {failure !== null && (
        <span role="alert" title={failureText(translation, failure)} className={styles.failure}>
          {failureText(translation, failure)}
        </span>
      )}
      <Button size="small" busy={busy} onClick={() => void act(true)}>
        {t('frame.approval.accept')}
      </Button>
      {entry.kind === 'asks' && (
        <Button size="small" kind="quiet" onClick={() => void act(false)}>
          {t('frame.approval.refuse')}
        </Button>
      )}
    </span>
  );
}
