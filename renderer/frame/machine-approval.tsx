import { useState } from 'react';
import { answerMachine } from '../bridge.ts';
import { useMinerStore } from '../stores/miner-store.ts';
import { useTranslation } from '../stores/use-translation.ts';
import type { Failure } from '../../contract/screen-contract.ts';
import { failureText } from '../wording/failures.ts';
import { addressText } from '../wording/machine-stages.ts';
import { Button } from '../components/controls/button.tsx';
import { Icon } from '../components/controls/icons.tsx';
import styles from './machine-approval.module.css';

/** Machines that ask to be let in, one question at a time, above every page. */
export function MachineQuestion() {
  const asking = useMinerStore((miner) => miner.snapshot?.stratum?.asking);
  const [refusal, setRefusal] = useState<Failure | null>(null);
  const translation = useTranslation();
  const asked = asking?.[0];
  const answer = async (question: number, accept: boolean): Promise<void> => {
    const outcome = await answerMachine({ question, accept });
    setRefusal(outcome.ok ? null : outcome.failure);
  };
  const others = (asking?.length ?? 0) - 1;
  return (
    <div role="alert">
      {asked !== undefined && (
        <div className={styles.question}>
          <Icon name="machines" />
          <p>
            <strong>{asked.rig === '' ? 'A machine without a name' : asked.rig}</strong>{' '}
            <span className="muted">
              ({addressText(asked.address)}
              {asked.agent !== null && `, ${asked.agent}`})
            </span>{' '}
            wants to mine.
            {others > 0 && <span className="muted"> {others} more after this one.</span>}
          </p>
          <Button size="small" kind="main" onClick={() => void answer(asked.question, true)}>
            Let it in
          </Button>
          <Button size="small" onClick={() => void answer(asked.question, false)}>
            Refuse
          </Button>
        </div>
      )}
      {refusal !== null && (
        <div className={styles.question} data-tone="bad">
          <Icon name="warning" />
          <p>{failureText(translation, refusal)}</p>
          <Button size="small" kind="quiet" onClick={() => setRefusal(null)}>
            Dismiss
          </Button>
        </div>
      )}
    </div>
  );
}
