import { useState } from 'react';
import type { ReactNode } from 'react';
import { mineWithMachines, startMining } from '../../../bridge.ts';
import { Button } from '../../../components/controls/button.tsx';
import { Icon } from '../../../components/controls/icons.tsx';
import { useMinerStore } from '../../../stores/miner-store.ts';
import { useSettingsStore } from '../../../stores/settings-store.ts';
import { useTranslation } from '../../../stores/use-translation.ts';
import { useViewStore } from '../../../stores/view-store.ts';
import { failureText } from '../../../wording/failures.ts';
import type { Failure } from '../../../../contract/screen-contract.ts';
import { workersOf, workerText } from '../../../wording/settings/worker-kinds.ts';
import type { WorkerKind } from '../../../wording/settings/worker-kinds.ts';
import styles from './connect.module.css';

/** Why no machine can connect now, with the button that changes it; nothing when all is well. */
export function ServerState() {
  const { t } = useTranslation();
  const config = useSettingsStore((settings) => settings.config);
  const kinds = config === null ? [] : workersOf(config);
  const phase = useMinerStore((miner) => miner.snapshot?.phase ?? 'stopped');
  const isPaused = useMinerStore((miner) => (miner.snapshot?.rests.length ?? 0) > 0);
  const listens = useMinerStore((miner) => (miner.snapshot?.stratum?.listening ?? null) !== null);
  const busy = useViewStore((view) => view.command !== null);
  if (listens) return null;
  const [first] = kinds;
  if (first !== undefined && !kinds.includes('stratum')) {
    return <OtherWorker worker={first} busy={busy} />;
  }
  if (phase === 'stopped') {
    return (
      <Notice>
        <Icon name="warning" />
        <p>{t(isPaused ? 'rests.server' : 'connect.server.stopped')}</p>
        <Button kind="main" icon="play" busy={busy} onClick={() => void startMining()}>
          {t(isPaused ? 'rests.anyway' : 'connect.server.start')}
        </Button>
      </Notice>
    );
  }
  const isRunning = phase === 'mining' || phase === 'waiting';
  return (
    <Notice>
      <p className="muted">
        {isRunning ? t('connect.server.restart') : t('connect.server.starting')}
      </p>
    </Notice>
  );
}

interface OtherWorkerProps {
  readonly worker: WorkerKind;
  readonly busy: boolean;
}

function OtherWorker({ worker, busy }: OtherWorkerProps) {
  const translation = useTranslation();
  const { t } = translation;
  const [refusal, setRefusal] = useState<Failure | null>(null);
  return (
    <Notice>
      <Icon name="warning" />
      <p>
        {t('connect.server.otherWorker', { worker: workerText(translation, worker).title })}
        {refusal !== null && (
          <strong className={styles.refusal}> {failureText(translation, refusal)}</strong>
        )}
      </p>
      <Button kind="main" busy={busy} onClick={() => void mineWithMachines().then(setRefusal)}>
        {t('connect.server.mineWithMachines')}
      </Button>
    </Notice>
  );
}

function Notice({ children }: { readonly children: ReactNode }) {
  return (
    <div className={styles.notice} role="status">
      {children}
    </div>
  );
}
