import { useCallback, useState } from 'react';
import { Button } from '../../components/controls/button.tsx';
import { useSettingFactsStore } from '../../stores/setting-facts-store.ts';
import { useSettingsStore } from '../../stores/settings-store.ts';
import { useTranslation } from '../../stores/use-translation.ts';
import type { Failure } from '../../../contract/screen-contract.ts';
import { failureText } from '../../wording/failures.ts';
import { finishFirstRun, readAnswers } from './answers.ts';
import type { Answers } from './answers.ts';
import styles from './first-run.module.css';
import { KeyQuestion } from './key-question.tsx';
import { NetworkQuestion } from './network-question.tsx';
import { WorkerQuestion } from './worker-question.tsx';

/** Three questions with the answers already filled in, and a large Start. */
export function FirstRunPage() {
  const translation = useTranslation();
  const { t } = translation;
  const threadCount = useSettingsStore((settings) => settings.usualCpuThreads);
  const config = useSettingsStore((settings) => settings.config);
  const [answers, setAnswers] = useState<Answers>(() => ({
    practice: true,
    node: config?.node ?? '',
    useTls: config?.useTls ?? false,
    insecure: config?.insecure ?? false,
    keySource: config !== null && config.publicKey !== '' ? 'own' : 'made',
    typedKey: config?.publicKey ?? '',
    pair: null,
    stored: false,
    workers: ['cpu'],
    threadCount,
    findsMachines: false,
  }));
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Failure | null>(null);
  const change = useCallback(
    (changes: Partial<Answers>) => setAnswers((before) => ({ ...before, ...changes })),
    [],
  );

  const form = useSettingFactsStore((store) => store.facts.get('node')?.address ?? null);
  const read = readAnswers(translation, answers, form);
  const start = async (): Promise<void> => {
    if (!read.ok) return;
    setBusy(true);
    setRefusal(null);
    try {
      setRefusal(await finishFirstRun(read.config, answers.findsMachines));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      className={styles.frame}
      onSubmit={(event) => {
        event.preventDefault();
        void start();
      }}
    >
      <main className={styles.scroll}>
        <div className={styles.page}>
          <header className={styles.head}>
            <h1>{t('first-run.title')}</h1>
            <p className="muted">{t('first-run.introduction')}</p>
          </header>
          <NetworkQuestion answers={answers} change={change} />
          <KeyQuestion answers={answers} change={change} />
          <WorkerQuestion answers={answers} change={change} />
        </div>
      </main>
      <footer className={styles.foot}>
        <div>
          <p className={styles.fault} role="status" data-refused={refusal !== null}>
            {refusal !== null
              ? failureText(translation, refusal)
              : read.ok
                ? t('first-run.changeLater')
                : read.missing}
          </p>
          <Button
            type="submit"
            kind="main"
            size="large"
            icon="play"
            disabled={!read.ok}
            busy={busy}
          >
            {t('first-run.start')}
          </Button>
        </div>
      </footer>
    </form>
  );
}
