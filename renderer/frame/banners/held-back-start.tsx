import { startMining } from '../../bridge.ts';
import { Button } from '../../components/controls/button.tsx';
import { dismissHeldBackStart, useSettingsStore } from '../../stores/settings-store.ts';
import { useTranslation } from '../../stores/use-translation.ts';
import { Banner } from './banner.tsx';

/** Says that mining did not start with the program, as it may have ended the program before. */
export function HeldBackStart() {
  const { t } = useTranslation();
  const isHeldBack = useSettingsStore((settings) => settings.startHeldBack);
  if (!isHeldBack) return null;
  return (
    <Banner
      tone="warn"
      buttons={
        <>
          <Button size="small" onClick={() => void startMining()}>
            {t('frame.start')}
          </Button>
          <Button size="small" kind="quiet" onClick={dismissHeldBackStart}>
            {t('frame.dismiss')}
          </Button>
        </>
      }
    >
      {t('frame.heldBack')}
    </Banner>
  );
}
