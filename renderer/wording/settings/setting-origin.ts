/** Where the value of a setting came from. */
import type { MinerConfig, SettingOrigins } from '../../../contract/screen-contract.ts';
import type { Translation } from '../../../messages/translation.ts';

/**
 * `From miner.yaml`, or `Set here`; null when the value is the default. A value that a file brought
 * and that was changed since is set here.
 */
export function originText<Key extends keyof MinerConfig>(
  { t }: Pick<Translation, 't'>,
  key: Key,
  value: MinerConfig[Key],
  defaultValue: MinerConfig[Key],
  origins: SettingOrigins,
): string | null {
  if (isSame(value, defaultValue)) return null;
  const origin = origins[key];
  return origin !== undefined && isSame(origin.value, value)
    ? t('settings.origin.file', { file: origin.file })
    : t('settings.origin.here');
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
