import { translationTo } from '../../messages/translation.ts';
import type { Translation } from '../../messages/translation.ts';
import { useSettingsStore } from './settings-store.ts';

/** The texts of the screen in the user's language; a component that uses them is drawn again when it changes. */
export function useTranslation(): Translation {
  return useSettingsStore(({ preferences, systemLanguage, systemLocales }) => {
    const chosen = preferences?.language ?? 'system';
    return translationTo(chosen === 'system' ? systemLanguage : chosen, systemLocales);
  });
}
