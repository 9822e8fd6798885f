import { useEffect, useState } from 'react';
import { getCrashDumps, showCrashDumps } from '../../bridge.ts';
import { Button } from '../../components/controls/button.tsx';
import { Panel } from '../../components/display/panel.tsx';
import { useTranslation } from '../../stores/use-translation.ts';
import type { CrashDumps, Failure } from '../../../contract/screen-contract.ts';
import { exactText } from '../../wording/figures/moments.ts';
import { failureText } from '../../wording/failures.ts';
import styles from './diagnosis.module.css';

/** How many reports of crashes there are, and where. */
export function CrashReports() {
  const translation = useTranslation();
  const { t } = translation;
  const [dumps, setDumps] = useState<CrashDumps | null>(null);
  const [refusal, setRefusal] = useState<Failure | null>(null);
  useEffect(() => {
    void getCrashDumps().then(setDumps);
  }, []);
  const show = async (): Promise<void> => {
    const outcome = await showCrashDumps();
    setRefusal(outcome.ok ? null : outcome.failure);
  };
  const newest = exactText(translation, dumps?.newestAtMs ?? 0);
  return (
    <Panel title={t('diagnosis.crashes')}>
      <div className={styles.crashes}>
        <p>
          {dumps !== null &&
            (dumps.count === 0
              ? t('diagnosis.crashes.none')
              : t('diagnosis.crashes.some', { count: dumps.count, newest }))}
        </p>
        {dumps !== null && dumps.count > 0 && (
          <Button size="small" onClick={() => void show()}>
            {t('diagnosis.crashes.show')}
          </Button>
        )}
      </div>
      <p role="status" className={styles.refusal}>
        {refusal !== null && failureText(translation, refusal)}
      </p>
    </Panel>
  );
}
