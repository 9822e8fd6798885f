/** Settings that were changed while mining, and apply when it starts again. */
import type { MinerConfig } from '../../../contract/screen-contract.ts';
import type { Translation } from '../../../messages/translation.ts';
import { settingLabel } from './setting-texts.ts';

/** Names in the sentence; further ones are counted. */
const SHOWN_NAMES = 3;

/** `Changed since mining started: Address and Port.` and when that applies; null where nothing waits. */
export function waitingSettingsText(
  { t }: Translation,
  keys: readonly (keyof MinerConfig)[],
): { readonly happened: string; readonly advice: string } | null {
  if (keys.length === 0) return null;
  const names = keys.map((key) => {
    const label = settingLabel(key);
    return label === undefined ? key : t(label);
  });
  // Some settings have one place on screen, and so one name.
  const unique = [...new Set(names)];
  const shown = unique.slice(0, SHOWN_NAMES);
  return {
    happened: t('settings.waiting', {
      names: shown.join(', '),
      more: unique.length - shown.length,
    }),
    advice: t('settings.waiting.advice', { count: unique.length }),
  };
}
