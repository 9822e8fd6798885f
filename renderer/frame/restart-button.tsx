import { restartMining } from '../bridge.ts';
import { Button } from '../components/controls/button.tsx';
import { useSettingsStore } from '../stores/settings-store.ts';
import { useTranslation } from '../stores/use-translation.ts';
import { waitingSettingsText } from '../wording/settings/waiting-settings.ts';

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
