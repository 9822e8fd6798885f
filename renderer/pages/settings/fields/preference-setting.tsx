import type { Preferences } from '../../../../contract/screen-contract.ts';
import { useTranslation } from '../../../stores/use-translation.ts';
import { ChoiceRow } from './choice-row.tsx';
import { SwitchRow } from './switch-row.tsx';
import type { SettingRowTexts } from './setting-row.tsx';
import { useSavePreferences } from './use-save.ts';

interface PreferenceSettingProps<Name extends 'language' | 'theme' | 'whenClosing'> {
  readonly name: Name;
  readonly label: string;
  readonly about: string;
  readonly preferences: Preferences;
  /** The values on offer with their names, in order; the first one is the default. */
  readonly choices: readonly (readonly [value: Preferences[Name], text: string])[];
}

/** How the app behaves, beside the configuration of the miner. */
export function PreferenceSetting<Name extends 'language' | 'theme' | 'whenClosing'>({
  name,
  label,
  about,
  preferences,
  choices,
}: PreferenceSettingProps<Name>) {
  const { state, save } = useSavePreferences();
  const value = preferences[name];
  const defaultValue = choices[0]?.[0] ?? value;
  const chosen = useChosen(value === defaultValue, () => save({ [name]: defaultValue }));
  return (
    <ChoiceRow<string>
      row={{ name, label, about, applies: 'now', state, ...chosen }}
      value={value}
      defaultValue={defaultValue}
      choices={Object.fromEntries(choices)}
      onChoose={(choice) => void save({ [name]: choice })}
    />
  );
}

interface PreferenceSwitchProps {
  readonly name:
    | 'startAtLogin'
    | 'startHidden'
    | 'mineAtLaunch'
    | 'keepAwake'
    | 'desktopNotices'
    | 'checkForUpdates';
  readonly label: string;
  readonly about: string;
  readonly preferences: Preferences;
  readonly defaultValue?: boolean;
}

/** A preference that is on or off. */
export function PreferenceSwitch(props: PreferenceSwitchProps) {
  const { name, label, about, preferences, defaultValue = false } = props;
  const { state, save } = useSavePreferences();
  const chosen = useChosen(preferences[name] === defaultValue, () =>
    save({ [name]: defaultValue }),
  );
  return (
    <SwitchRow
      row={{ name, label, about, applies: 'now', state, ...chosen }}
      value={preferences[name]}
      defaultValue={defaultValue}
      onChange={(isOn) => void save({ [name]: isOn })}
    />
  );
}

/** What a row says of a value that is not the default, as of any other setting. */
function useChosen(
  isDefault: boolean,
  setDefault: () => Promise<unknown>,
): Pick<SettingRowTexts, 'origin' | 'onDefault'> {
  const { t } = useTranslation();
  if (isDefault) return {};
  return { origin: t('settings.origin.here'), onDefault: () => void setDefault() };
}
