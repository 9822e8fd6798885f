import { useEffect, useState } from 'react';
import { getCrashDumps, savePreferences, showCrashDumps } from '../../bridge.ts';
import { Button } from '../../components/controls/button.tsx';
import { useSettingsStore } from '../../stores/settings-store.ts';
import { useTranslation } from '../../stores/use-translation.ts';
import { exactText } from '../../wording/figures/moments.ts';
import { failureText } from '../../wording/failures.ts';
import type { Failure } from '../../../contract/screen-contract.ts';
import { Banner } from './banner.tsx';

/** Says once, at the first start after a crash, that there is a report of it. */
export function CrashNotice() {
  const translation = useTranslation();
  const { t } = translation;
  const [newestAtMs, setNewestAtMs] = useState<number | null>(null);
  const [refusal, setRefusal] = useState<Failure | null>(null);
  useEffect(() => {
    void newestUnseen().then(setNewestAtMs);
  }, []);
  const show = async (): Promise<void> => {
    const outcome = await showCrashDumps();
    if (outcome.ok) setNewestAtMs(null);
    else setRefusal(outcome.failure);
  };
  if (newestAtMs === null) return null;
  return (
    <Banner
      tone="warn"
      buttons={
        <>
          <Button size="small" onClick={() => void show()}>
            {t('diagnosis.crashes.show')}
          </Button>
          <Button size="small" kind="quiet" onClick={() => setNewestAtMs(null)}>
            {t('frame.dismiss')}
          </Button>
        </>
      }
    >
      {refusal === null
        ? t('diagnosis.crashes.new', { newest: exactText(translation, newestAtMs) })
        : failureText(translation, refusal)}
    </Banner>
  );
}

/** When the newest report was written that no start has shown yet, ms since the Unix epoch; null when all were shown. */
async function newestUnseen(): Promise<number | null> {
  const { newestAtMs } = await getCrashDumps();
  const seenMs = useSettingsStore.getState().preferences?.crashesSeenMs ?? 0;
  if (newestAtMs <= seenMs) return null;
  await savePreferences({ crashesSeenMs: newestAtMs });
  return newestAtMs;
}
