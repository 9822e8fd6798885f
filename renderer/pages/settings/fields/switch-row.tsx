import { Switch } from '@mantine/core';
import { useTranslation } from '../../../stores/use-translation.ts';
import { SettingRow } from './setting-row.tsx';
import type { SettingRowTexts } from './setting-row.tsx';

interface SwitchRowProps {
  readonly row: SettingRowTexts;
  readonly value: boolean;
  readonly defaultValue: boolean;
  readonly onChange: (isOn: boolean) => void;
}

/** On or off. */
export function SwitchRow({ row, value, defaultValue, onChange }: SwitchRowProps) {
  const { t } = useTranslation();
  const textOf = (isOn: boolean): string => t(isOn ? 'settings.on' : 'settings.off');
  return (
    <SettingRow {...row} defaultText={textOf(defaultValue)}>
      <Switch
        id={`setting-${row.name}`}
        size="md"
        withThumbIndicator={false}
        checked={value}
        label={textOf(value)}
        aria-labelledby={`setting-${row.name}-label`}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    </SettingRow>
  );
}
