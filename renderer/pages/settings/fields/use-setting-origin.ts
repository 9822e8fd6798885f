import type { MinerConfig } from '../../../../contract/screen-contract.ts';
import { useOriginStore } from '../../../stores/origin-store.ts';
import { useSettingsStore } from '../../../stores/settings-store.ts';
import { originOf } from '../../../wording/setting-origin.ts';

/** Where the value of a setting came from; null for a default, and for what is no setting. */
export function useSettingOrigin(name: string): string | null {
  const config = useSettingsStore((settings) => settings.config);
  const usualCpuThreads = useSettingsStore((settings) => settings.usualCpuThreads);
  const { defaults, origins } = useOriginStore();
  if (config === null || defaults === null || !isKeyOf(config, name)) return null;
  const usual = config.worker === 'cpu' ? { ...defaults, threadCount: usualCpuThreads } : defaults;
  return originOf(name, config, usual, origins);
}

function isKeyOf(config: MinerConfig, name: string): name is keyof MinerConfig {
  return Object.hasOwn(config, name);
}
