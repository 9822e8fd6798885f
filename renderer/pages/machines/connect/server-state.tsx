import { useState } from 'react';
import type { ReactNode } from 'react';
import { resumeWorker, saveAndMine, startMining } from '../../../bridge.ts';
import { Button } from '../../../components/controls/button.tsx';
import { Icon } from '../../../components/controls/icons.tsx';
import { useMinerStore } from '../../../stores/miner-store.ts';
import { useSettingFactsStore } from '../../../stores/setting-facts-store.ts';
import { useSettingsStore } from '../../../stores/settings-store.ts';
import { useTranslation } from '../../../stores/use-translation.ts';
import { useViewStore } from '../../../stores/view-store.ts';
import { failureText } from '../../../wording/failures.ts';
import type { Failure, MinerConfig } from '../../../../contract/screen-contract.ts';
import { chosenWorkers } from '../../../wording/settings/chosen-workers.ts';
import { workersOf, workerText } from '../../../wording/settings/worker-kinds.ts';
import styles from './connect.module.css';

/** Why no machine can connect now, with the button that changes it; nothing when all is well. */
export function ServerState() {
  const { t } = useTranslation();
  const config = useSettingsStore((settings) => settings.config);
  const phase = useMinerStore((miner) => miner.snapshot?.phase ?? 'stopped');
  const isPaused = useMinerStore((miner) => (miner.snapshot?.rests.length ?? 0) > 0);
  const listens = useMinerStore((miner) => (miner.snapshot?.stratum?.listening ?? null) !== null);
  const busy = useViewStore((view) => view.command !== null);
  const state = useMinerStore(
    ({ snapshot }) => snapshot?.groups.find(({ kind }) => kind === 'stratum')?.state ?? null,
  );
  if (listens) return null;
  if (config !== null && !workersOf(config).includes('stratum')) {
    return <OtherWorkers config={config} busy={busy} />;
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
  if (state === 'paused') {
    return (
      <Notice>
        <Icon name="warning" />
        <p>{t('connect.server.paused')}</p>
        <Button kind="main" icon="play" onClick={() => void resumeWorker({ kind: 'stratum' })}>
          {t('connect.server.resume')}
        </Button>
      </Notice>
    );
  }
  // The status strip says why.
  if (state === 'failed' || state === 'resting') return null;
  const isRunning = phase === 'mining' || phase === 'waiting';
  return (
    <Notice>
      <p className="muted">
        {isRunning ? t('connect.server.restart') : t('connect.server.starting')}
      </p>
    </Notice>
  );
}

interface OtherWorkersProps {
  readonly config: MinerConfig;
  readonly busy: boolean;
}

function OtherWorkers({ config, busy }: OtherWorkersProps) {
  const translation = useTranslation();
  const { t } = translation;
  const usual = useSettingFactsStore((store) => store.facts.get('stratumDifficulty')?.default);
  const origins = useSettingFactsStore((store) => store.origins);
  const kinds = workersOf(config);
  const names = kinds.map((kind) => workerText(translation, kind).name);
  const add = async (): Promise<void> => {
    const changes = chosenWorkers([...kinds, 'stratum'], config, usual, origins);
    setRefusal(await saveAndMine(changes));
  };
  const [refusal, setRefusal] = useState<Failure | null>(null);
  return (
    <Notice>
      <Icon name="warning" />
      <p>
        {t('connect.server.otherWorker', { workers: translation.list(names) })}
        {refusal !== null && (
          <strong className={styles.refusal}> {failureText(translation, refusal)}</strong>
        )}
      </p>
      <Button kind="main" busy={busy} onClick={() => void add()}>
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
