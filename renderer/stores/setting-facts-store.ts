/** What the core knows about each setting, and which settings an imported file brought. */
import { create } from 'zustand';
import type { MinerConfig, SettingFacts, SettingOrigins } from '../../contract/screen-contract.ts';

interface SettingFactsStore {
  /** Limits, units and defaults, by key. Empty until the page has its state. */
  readonly facts: ReadonlyMap<keyof MinerConfig, SettingFacts>;
  readonly origins: SettingOrigins;
}

export const useSettingFactsStore = create<SettingFactsStore>(() => ({
  facts: new Map(),
  origins: {},
}));

/** Takes the facts of all settings; they never change while the program runs. */
export function receiveSettingFacts(settings: readonly SettingFacts[]): void {
  const facts = new Map(settings.map((setting) => [setting.key, setting]));
  useSettingFactsStore.setState({ facts });
}

/** Takes the names of the files that brought settings. */
export function receiveOrigins(origins: SettingOrigins): void {
  useSettingFactsStore.setState({ origins });
}
