import { useSettingsStore } from '../stores/settings-store.ts';
import { useTranslation } from '../stores/use-translation.ts';
import { openPage } from '../stores/view-store.ts';
import { failureText } from '../wording/failures.ts';
import { Button } from '../components/controls/button.tsx';
import styles from './settings-fault.module.css';

/** Says that the settings file could not be read, until it can. */
export function SettingsFault() {
  const fault = useSettingsStore((settings) => settings.settingsFault);
  const translation = useTranslation();
  const { t } = translation;
  if (fault === null) return null;
  return (
    <div className={styles.banner} role="alert">
      <p>
        <strong>{t('frame.fault')}</strong> {failureText(translation, fault)}{' '}
        {t('frame.fault.advice')}
      </p>
      <Button size="small" onClick={() => openPage('settings')}>
        {t('frame.openSettings')}
      </Button>
    </div>
  );
}
