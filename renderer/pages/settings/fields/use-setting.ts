import type { MinerConfig } from '../../../../contract/screen-contract.ts';
import { useOriginStore } from '../../../stores/origin-store.ts';
import { useSettingsStore } from '../../../stores/settings-store.ts';
import { useTranslation } from '../../../stores/use-translation.ts';
import { originText } from '../../../wording/setting-origin.ts';
import { SETTING_TEXTS } from '../../../wording/setting-texts.ts';
import type { SettingName, SettingTexts } from '../../../wording/setting-texts.ts';
import { factsOf } from '../reading/setting-facts.ts';
import type { SettingFacts } from '../reading/setting-facts.ts';
import type { SettingRowTexts } from './setting-row.tsx';
import { useSaveConfig } from './use-save.ts';

export interface Setting<Name extends SettingName> {
  readonly value: MinerConfig[Name];
  /** What it is as long as nobody has changed it. */
  readonly defaultValue: MinerConfig[Name];
  readonly facts: SettingFacts;
  /** For its `SettingRow`. */
  readonly row: SettingRowTexts;
  readonly save: (changes: Partial<MinerConfig>) => Promise<void>;
}

/**
 * One setting of the configuration: its value, what is known of it, and a way to save it.
 * @param about the sentence that explains it, where it depends on other settings
 */
export function useSetting<Name extends SettingName>(name: Name, about?: string): Setting<Name> {
  const translation = useTranslation();
  const { t } = translation;
  const value = useConfig()[name];
  const defaultValue = useDefault(name);
  const origins = useOriginStore((store) => store.origins);
  const { state, save } = useSaveConfig();
  const facts = factsOf(name);
  const texts: SettingTexts = SETTING_TEXTS[name];
  const row: SettingRowTexts = {
    name,
    label: t(texts.label),
    about: about ?? (texts.about === undefined ? '' : t(texts.about)),
    origin: originText(translation, name, value, defaultValue, origins),
    applies: facts.appliesAt,
    state,
  };
  return { value, defaultValue, facts, row, save };
}

/** The configuration; this page is drawn only once there is one. */
export function useConfig(): MinerConfig {
  const config = useSettingsStore((settings) => settings.config);
  if (config === null) throw new Error('a setting was drawn before the configuration arrived');
  return config;
}

function useDefault<Name extends SettingName>(name: Name): MinerConfig[Name] {
  const defaults = useOriginStore((store) => store.defaults);
  const cpuThreads = useSettingsStore((settings) => settings.usualCpuThreads);
  const { worker } = useConfig();
  if (defaults === null) throw new Error('a setting was drawn before the defaults arrived');
  const forWorker = worker === 'cpu' ? { ...defaults, threadCount: cpuThreads } : defaults;
  return forWorker[name];
}
