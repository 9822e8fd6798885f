import type { MinerConfig } from '../../../../contract/screen-contract.ts';
import type { SettingName } from '../../../wording/settings/setting-texts.ts';
import { SwitchRow } from './switch-row.tsx';
import { useSetting } from './use-setting.ts';

/** Settings that are on or off. */
type SwitchName = {
  [Name in SettingName]: MinerConfig[Name] extends boolean ? Name : never;
}[SettingName];

interface SwitchSettingProps {
  readonly name: SwitchName;
  /** Where the sentence depends on other settings. */
  readonly about?: string;
}

/** A setting that is on or off. */
export function SwitchSetting({ name, about }: SwitchSettingProps) {
  const { value, defaultValue, row, save } = useSetting(name, about);
  return (
    <SwitchRow {...{ row, value, defaultValue }} onChange={(isOn) => void save({ [name]: isOn })} />
  );
}
