import type { Preferences } from '../../../../contract/screen-contract.ts';
import { ChoiceRow } from './choice-row.tsx';
import { SwitchRow } from './switch-row.tsx';
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
  return (
    <ChoiceRow<string>
      row={{ name, label, about, applies: 'now', state }}
      value={value}
      defaultValue={choices[0]?.[0] ?? value}
      choices={Object.fromEntries(choices)}
      onChoose={(chosen) => void save({ [name]: chosen })}
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
  return (
    <SwitchRow
      row={{ name, label, about, applies: 'now', state }}
      value={preferences[name]}
      defaultValue={defaultValue}
      onChange={(isOn) => void save({ [name]: isOn })}
    />
  );
}
