import { useSettingsStore } from '../stores/settings-store.ts';
import { useTranslation } from '../stores/use-translation.ts';

/** Writes a shortcut as the keyboard of this computer does: `Ctrl+1`, or `⌘1` on a Mac. */
export function useShortcutText(): (key: string) => string {
  const isMac = useSettingsStore((settings) => settings.platform === 'darwin');
  const { t } = useTranslation();
  return (key) => (isMac ? `⌘${key}` : t('frame.shortcut', { key }));
}
