/**
 * Values that run a program, write to a file or send reports elsewhere: a configuration from another
 * place must not bring them unseen.
 */
import type { ConfigKeys } from './config-keys.ts';
import { CONFIG_KEYS, settingOf } from './settings-table.ts';
import type { ConfigKey } from './settings-table.ts';

/**
 * The keys with such a value. Defaults do nothing and do not count: a full print has all of them.
 */
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
