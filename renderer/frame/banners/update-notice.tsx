import { useEffect } from 'react';
import { openGuidePage } from '../../bridge.ts';
import { Button } from '../../components/controls/button.tsx';
import {
  LOOK_FOR_UPDATE_EVERY_MS,
  lookForUpdate,
} from '../../components/program/look-for-update.ts';
import { useSettingsStore } from '../../stores/settings-store.ts';
import { dismissUpdate, useUpdateStore } from '../../stores/update-store.ts';
import { useTranslation } from '../../stores/use-translation.ts';
import { Banner } from './banner.tsx';

/** Looks for a newer version where that is switched on, and says that there is one. */
export function UpdateNotice() {
  const { t } = useTranslation();
  const isOn = useSettingsStore(
    ({ preferences, hasReleasePage }) => hasReleasePage && preferences?.checkForUpdates === true,
  );
  const { latest, isDismissed } = useUpdateStore();
  useEffect(() => {
    if (!isOn) return undefined;
    void lookForUpdate();
    const timer = setInterval(() => void lookForUpdate(), LOOK_FOR_UPDATE_EVERY_MS);
    return () => clearInterval(timer);
  }, [isOn]);
  if (!isOn || isDismissed || latest?.isNewer !== true) return null;
  return (
    <Banner
      tone="calm"
      buttons={
        <>
          <Button size="small" onClick={() => void openGuidePage({ page: 'newVersion' })}>
            {t('settings.updates.openPage')}
          </Button>
          <Button size="small" kind="quiet" onClick={dismissUpdate}>
            {t('frame.dismiss')}
          </Button>
        </>
      }
    >
      {t('settings.updates.newer', { version: latest.version })}
    </Banner>
  );
}
