import { restartMining } from '../../bridge.ts';
import { Button } from '../../components/controls/button.tsx';
import { useSettingsStore } from '../../stores/settings-store.ts';
import { useTranslation } from '../../stores/use-translation.ts';
import { waitingSettingsText } from '../../wording/settings/waiting-settings.ts';
import styles from './settings.module.css';

/**
 * The settings that apply when mining starts again, in view wherever the page is scrolled to. It stands in the place
 * of the page's first sentence, so that nothing below moves when it comes.
 */
export function WaitingBar() {
  const translation = useTranslation();
  const { t } = translation;
  const keys = useSettingsStore((settings) => settings.waitingSettings);
  const text = waitingSettingsText(translation, keys);
  return (
    <div className={styles.top} data-waiting={text !== null || undefined} role="status">
      {text === null ? (
        <p className="muted">{t('settings.intro')}</p>
      ) : (
        <div className={styles.waiting}>
          <p>
            <strong>{text.happened}</strong> {text.advice}
          </p>
          <Button size="small" onClick={() => void restartMining()}>
            {t('settings.restart')}
          </Button>
        </div>
      )}
    </div>
  );
}
