import { useState } from 'react';
import { answerMachine } from '../../bridge.ts';
import { useMinerStore } from '../../stores/miner-store.ts';
import { useTranslation } from '../../stores/use-translation.ts';
import type { Failure } from '../../../contract/screen-contract.ts';
import { failureText } from '../../wording/failures.ts';
import { addressText } from '../../wording/machines/machine-name.ts';
import { Button } from '../../components/controls/button.tsx';
import { Icon } from '../../components/controls/icons.tsx';
import styles from './machine-approval.module.css';

/** Machines that ask to be let in, one question at a time, above every page. */
export function MachineApproval() {
  const asking = useMinerStore((miner) => miner.snapshot?.stratum?.asking);
  const [refusal, setRefusal] = useState<Failure | null>(null);
  const translation = useTranslation();
  const { t } = translation;
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
            <strong>
              {asked.rig === ''
                ? t('frame.approval.nameless')
                : t('frame.approval', { machine: asked.rig })}
            </strong>
            <span className="muted">
              {[addressText(asked.address), ...(asked.agent === null ? [] : [asked.agent])].join(
                ' · ',
              )}
            </span>
            {others > 0 && <span>{t('frame.approval.more', { count: others })}</span>}
          </p>
          <Button size="small" kind="main" onClick={() => void answer(asked.question, true)}>
            {t('frame.approval.accept')}
          </Button>
          <Button size="small" onClick={() => void answer(asked.question, false)}>
            {t('frame.approval.refuse')}
          </Button>
        </div>
      )}
      {refusal !== null && (
        <div className={styles.question} data-tone="bad">
          <Icon name="warning" />
          <p>{failureText(translation, refusal)}</p>
          <Button size="small" kind="quiet" onClick={() => setRefusal(null)}>
            {t('frame.dismiss')}
          </Button>
        </div>
      )}
    </div>
  );
}
