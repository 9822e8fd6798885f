import { useState } from 'react';
import { mineWithMachines, startMining } from '../../../bridge.ts';
import { Button } from '../../../components/controls/button.tsx';
import { Icon } from '../../../components/controls/icons.tsx';
import { useMinerStore } from '../../../stores/miner-store.ts';
import { useSettingsStore } from '../../../stores/settings-store.ts';
import { useTranslation } from '../../../stores/use-translation.ts';
import { useViewStore } from '../../../stores/view-store.ts';
import type { Failure } from '../../../../contract/screen-contract.ts';
import { failureText } from '../../../wording/failures.ts';
import { workerWords } from '../../../wording/worker-kinds.ts';
import styles from './connect.module.css';

/** Says why no machine can connect just now, with the button that changes it; nothing when all is well. */
export function ServerState() {
  const worker = useSettingsStore((settings) => settings.config?.worker ?? 'stratum');
  const phase = useMinerStore((miner) => miner.snapshot?.phase ?? 'stopped');
  const listens = useMinerStore((miner) => (miner.snapshot?.stratum?.listening ?? null) !== null);
  const wish = useViewStore((view) => view.command);
  const [refusal, setRefusal] = useState<Failure | null>(null);
  const translation = useTranslation();
  if (listens) return null;
  if (worker !== 'stratum') {
    return (
      <div className={styles.notice} role="status">
        <Icon name="warning" />
        <p>
          Heddle is set to mine with {inSentence(workerWords(worker).title)}, so machines find
          nobody.
          {refusal !== null && (
            <strong className={styles.refusal}> {failureText(translation, refusal)}</strong>
          )}
        </p>
        <Button
          kind="main"
          busy={wish !== null}
          onClick={() => void mineWithMachines().then(setRefusal)}
        >
          Mine with machines
        </Button>
      </div>
    );
  }
  if (phase === 'stopped') {
    return (
      <div className={styles.notice} role="status">
        <Icon name="warning" />
        <p>Machines find nobody before mining is started.</p>
        <Button kind="main" icon="play" busy={wish !== null} onClick={() => void startMining()}>
          Start mining
        </Button>
      </div>
    );
  }
  return (
    <div className={styles.notice} role="status">
      <p className="muted">
        {phase === 'mining' || phase === 'waiting'
          ? 'Machines can connect after mining is started again.'
          : 'The door for machines opens in a moment.'}
      </p>
    </div>
  );
}

function inSentence(title: string): string {
  return title.charAt(0).toLowerCase() + title.slice(1);
}
