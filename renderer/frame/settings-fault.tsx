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
  if (fault === null) return null;
  return (
    <div className={styles.banner} role="alert">
      <p>
        <strong>Your settings could not be read.</strong> {failureText(translation, fault)} The file
        was kept as it is; Heddle shows its defaults meanwhile.
      </p>
      <Button size="small" onClick={() => openPage('settings')}>
        Open Settings
      </Button>
    </div>
  );
}
