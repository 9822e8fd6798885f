/** The options of settings, by key, as the table of settings names them. */
import { optionNames } from '../../config/setting-flags.ts';
import type { OptionNames } from '../../config/setting-flags.ts';
import { CONFIG_KEYS, settingOf } from '../../config/settings-table.ts';
import type { ConfigKey } from '../../config/settings-table.ts';

export interface SettingOption extends OptionNames {
  readonly key: ConfigKey;
}

export const SETTING_OPTIONS: readonly SettingOption[] = CONFIG_KEYS.map((key) => ({
  key,
  ...optionNames(settingOf(key).flags),
}));
