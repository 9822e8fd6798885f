import type { MinerConfig } from '../../../../contract/screen-contract.ts';
import { useSettingFactsStore } from '../../../stores/setting-facts-store.ts';
import { useSettingsStore } from '../../../stores/settings-store.ts';
import { useTranslation } from '../../../stores/use-translation.ts';
import { originText } from '../../../wording/settings/setting-origin.ts';
import { SETTING_TEXTS } from '../../../wording/settings/setting-texts.ts';
import type { SettingName, SettingTexts } from '../../../wording/settings/setting-texts.ts';
import type { SettingFacts } from '../../../../contract/screen-contract.ts';
import { cpuThreadsSetting } from '../../../wording/settings/thread-settings.ts';
import { workersOf } from '../../../wording/settings/worker-kinds.ts';
import type { SettingRowTexts } from './setting-row.tsx';
import { useSaveConfig } from './use-save.ts';

interface Setting<Name extends SettingName> {
  readonly value: MinerConfig[Name];
  /** What it is until the user changes it. */
  readonly defaultValue: MinerConfig[Name];
  readonly facts: SettingFacts;
  /** For its `SettingRow`. */
  readonly row: SettingRowTexts;
  readonly save: (changes: Partial<MinerConfig>) => Promise<boolean>;
}

/** Settings that have no default to return to, or more than one control. */
const WITHOUT_RETURN: ReadonlySet<SettingName> = new Set<SettingName>([
  ...(['publicKey', 'practice', 'worker', 'workers', 'stratumDifficulty'] as const),
  ...(['stratumAskFirst', 'stratumAllowedRigs', 'mineSchedule', 'notifyQuietHours'] as const),
  ...(['externalWorkerCommand', 'externalWorkerCommands', 'externalWorkerEnvironment'] as const),
  ...(['notifyKinds', 'notifyQuietPass'] as const),
]);

/**
 * One setting of the configuration: its value, what is known about it, and a way to save it.
 * @param about the sentence that explains it, where it depends on other settings
 */
export function useSetting<Name extends SettingName>(name: Name, about?: string): Setting<Name> {
  const translation = useTranslation();
  const { t } = translation;
  const value = useConfig()[name];
  const facts = useFacts(name);
  const defaultValue = useDefault(name);
  const origins = useSettingFactsStore((store) => store.origins);
  const { state, save } = useSaveConfig();
  const texts: SettingTexts = SETTING_TEXTS[name];
  const origin = originText(translation, name, value, defaultValue, origins);
  const row: SettingRowTexts = {
    name,
    label: t(texts.label),
    about: about ?? (texts.about === undefined ? '' : t(texts.about)),
    origin,
    applies: facts.appliesAt,
    state,
    ...(origin !== null &&
      !WITHOUT_RETURN.has(name) && { onDefault: () => void save({ [name]: defaultValue }) }),
  };
  return { value, defaultValue, facts, row, save };
}

/** The configuration; this page is drawn only once there is one. */
export function useConfig(): MinerConfig {
  const config = useSettingsStore((settings) => settings.config);
  if (config === null) throw new Error('a setting was drawn before the configuration arrived');
  return config;
}

function useFacts<Name extends SettingName>(name: Name): SettingFacts<Name> {
  const facts = useSettingFactsStore((store) => store.facts.get(name));
  if (facts === undefined) throw new Error(`nothing is known of the setting ${name}`);
  return facts as SettingFacts<Name>;
}

/** Its default; the processor uses all cores but one, which the table cannot know. */
function useDefault<Name extends SettingName>(name: Name): MinerConfig[Name] {
  const facts = useFacts(name);
  const cpuThreads = useSettingsStore((settings) => settings.usualCpuThreads);
  const config = useConfig();
  const isCpuThreads = workersOf(config).includes('cpu') && name === cpuThreadsSetting(config);
  return isCpuThreads ? (cpuThreads as MinerConfig[Name]) : facts.default;
}
