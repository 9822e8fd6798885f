import { restartMining } from '../bridge.ts';
import { Button } from '../components/controls/button.tsx';
import { useSettingsStore } from '../stores/settings-store.ts';
import { useTranslation } from '../stores/use-translation.ts';
import { useViewStore } from '../stores/view-store.ts';
import { waitingSettingsText } from '../wording/settings/waiting-settings.ts';
import styles from './status-strip.module.css';

/** Which changed settings the button is for, where there is room; the page of the settings names them itself. */
export function WaitingSettings() {
  const translation = useTranslation();
  const keys = useSettingsStore((settings) => settings.waitingSettings);
  const isNamed = useViewStore(({ page }) => page === 'settings');
  const text = waitingSettingsText(translation, keys);
  if (text === null || isNamed) return null;
  return (
    <p className={styles.waiting} title={text.happened}>
      {text.happened}
    </p>
  );
}

/** Restarts mining on any page where changed settings wait for that; its hover names them. */
export function RestartButton() {
  const translation = useTranslation();
  const keys = useSettingsStore((settings) => settings.waitingSettings);
  const text = waitingSettingsText(translation, keys);
  if (text === null) return null;
  return (
    <Button
      size="small"
      title={`${text.happened} ${text.advice}`}
      onClick={() => void restartMining()}
    >
      {translation.t('settings.restart')}
    </Button>
  );
}
