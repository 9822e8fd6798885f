/** Values that run a program or write to a file: what a configuration from elsewhere must not bring unseen. */
import type { ConfigKeys } from './config-keys.ts';
import { CONFIG_KEYS, settingOf } from './settings-table.ts';
import type { ConfigKey } from './settings-table.ts';

/** The keys that bring such a value. A default does nothing, and full prints are full of defaults. */
export function powerfulKeysIn(keys: ConfigKeys): ConfigKey[] {
  return CONFIG_KEYS.filter((key) => {
    const { powerful, default: usual } = settingOf(key);
    return (
      powerful === true &&
      Object.hasOwn(keys, key) &&
      JSON.stringify(keys[key]) !== JSON.stringify(usual)
    );
  });
}
