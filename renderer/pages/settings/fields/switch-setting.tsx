import { Switch } from '@mantine/core';
import type { MinerConfig } from '../../../../contract/screen-contract.ts';
import { useTranslation } from '../../../stores/use-translation.ts';
import type { SettingName } from '../../../wording/settings/setting-texts.ts';
import { SettingRow } from './setting-row.tsx';
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

/** On or off. */
export function SwitchSetting({ name, about }: SwitchSettingProps) {
  const { t } = useTranslation();
  const { value, defaultValue, row, save } = useSetting(name, about);
  const textOf = (isOn: boolean): string => t(isOn ? 'settings.on' : 'settings.off');
  return (
    <SettingRow {...row} defaultText={textOf(defaultValue)}>
      <Switch
        id={`setting-${name}`}
        size="md"
        withThumbIndicator={false}
        checked={value}
        label={textOf(value)}
        aria-labelledby={`setting-${name}-label`}
        onChange={(event) => void save({ [name]: event.currentTarget.checked })}
      />
    </SettingRow>
  );
}
