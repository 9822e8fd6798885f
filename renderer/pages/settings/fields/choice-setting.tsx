import { SegmentedControl, Switch } from '@mantine/core';
import { SettingRow } from './setting-row.tsx';
import type { SaveState } from './use-save.ts';

interface SettingWords {
  readonly name: string;
  readonly label: string;
  readonly sentence: React.ReactNode;
  readonly defaultText?: string;
  readonly applies: 'now' | 'next start';
  readonly state: SaveState;
}

interface ChoiceSettingProps<Value extends string> extends SettingWords {
  readonly value: Value;
  /** Every value with its name, in order. */
  readonly choices: Readonly<Record<Value, string>>;
  readonly onChoose: (value: Value) => void;
}

/** One of a few values, all of them in sight. */
export function ChoiceSetting<Value extends string>({
  value,
  choices,
  onChoose,
  ...words
}: ChoiceSettingProps<Value>) {
  const data = (Object.keys(choices) as Value[]).map((each) => ({
    value: each,
    label: choices[each],
  }));
  return (
    <SettingRow {...words}>
      <SegmentedControl
        id={`setting-${words.name}`}
        aria-labelledby={`setting-${words.name}-label`}
        fullWidth
        size="sm"
        data={data}
        value={value}
        onChange={(chosen) => onChoose(chosen)}
      />
    </SettingRow>
  );
}

interface SwitchSettingProps extends SettingWords {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

/** On or off. */
export function SwitchSetting({ checked, onChange, ...words }: SwitchSettingProps) {
  return (
    <SettingRow {...words}>
      <Switch
        id={`setting-${words.name}`}
        size="md"
        withThumbIndicator={false}
        checked={checked}
        label={checked ? 'On' : 'Off'}
        aria-labelledby={`setting-${words.name}-label`}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    </SettingRow>
  );
}
