/** Texts from the tables of settings and options, as shown in a terminal. */
import { optionNames } from '../../config/setting-flags.ts';
import { isConfigKey, settingOf } from '../../config/settings-table.ts';

/** Without back quotes; a setting goes by the name of its option. */
export function terminalText(text: string): string {
  return text.replace(/`([^`]*)`/g, (_, word: string) =>
    isConfigKey(word) ? optionNames(settingOf(word).flags).long : word,
  );
}
