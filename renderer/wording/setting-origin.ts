/** Where the value of a setting came from, and values as a configuration file has them. */
import type { MinerConfig, SettingOrigins } from '../../contract/screen-contract.ts';

/**
 * Where the value came from: `From miner.yaml`, or `Set here`; null when it is the default. A value
 * that a file brought and that was changed since is set here.
 */
export function originOf(
  key: keyof MinerConfig,
  config: MinerConfig,
  defaults: MinerConfig,
  origins: SettingOrigins,
): string | null {
  if (isSame(config[key], defaults[key])) return null;
  const origin = origins[key];
  const isOfFile = origin !== undefined && isSame(origin.value, config[key]);
  return isOfFile ? `From ${origin.file}` : 'Set here';
}

/** A value in one line. */
export function valueText(value: unknown): string {
  if (typeof value === 'string') return value === '' ? 'empty' : value;
  if (value === null) return 'none';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(valueText).join(', ');
  const text = JSON.stringify(value) ?? 'none';
  return text === '{}' ? 'none' : text;
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
