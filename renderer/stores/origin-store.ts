/** Defaults of the settings, and which settings an imported file brought. */
import { create } from 'zustand';
import type { MinerConfig, SettingOrigins } from '../../contract/screen-contract.ts';

interface OriginStore {
  readonly defaults: MinerConfig | null;
  readonly origins: SettingOrigins;
}

export const useOriginStore = create<OriginStore>(() => ({ defaults: null, origins: {} }));

export function receiveDefaults(defaults: MinerConfig): void {
  useOriginStore.setState({ defaults });
}

export function receiveOrigins(origins: SettingOrigins): void {
  useOriginStore.setState({ origins });
}
