import { Button } from '../../components/controls/button.tsx';
import { useSettingsStore } from '../../stores/settings-store.ts';
import { useTranslation } from '../../stores/use-translation.ts';
import { openPage } from '../../stores/view-store.ts';
import { failureText } from '../../wording/failures.ts';
import { Banner } from './banner.tsx';

/** Says that the settings file could not be read, until it can. */
export function SettingsFault() {
  const fault = useSettingsStore((settings) => settings.settingsFault);
  const translation = useTranslation();
  const { t } = translation;
  if (fault === null) return null;
  return (
    <Banner
      tone="warn"
      buttons={
        <Button size="small" onClick={() => openPage('settings')}>
          {t('frame.openSettings')}
        </Button>
      }
    >
      <strong>{t('frame.fault')}</strong> {failureText(translation, fault)}{' '}
      {t('frame.fault.advice')}
    </Banner>
  );
}
