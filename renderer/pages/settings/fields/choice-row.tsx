import { SegmentedControl } from '@mantine/core';
import styles from '../settings.module.css';
import { SettingRow } from './setting-row.tsx';
import type { SettingRowTexts } from './setting-row.tsx';

interface ChoiceRowProps<Value extends string> {
  readonly row: SettingRowTexts;
  readonly value: Value;
  readonly defaultValue: Value;
  /** Every value with its name, in order. */
  readonly choices: Readonly<Record<Value, string>>;
  readonly onChoose: (value: Value) => void;
}

/** One of a few values, all of them in sight. */
export function ChoiceRow<Value extends string>(props: ChoiceRowProps<Value>) {
  const { row, value, defaultValue, choices, onChoose } = props;
  const data = (Object.keys(choices) as Value[]).map((each) => ({
    value: each,
    label: choices[each],
  }));
  return (
    <SettingRow {...row} defaultText={choices[defaultValue]}>
      <SegmentedControl
        id={`setting-${row.name}`}
        aria-labelledby={`setting-${row.name}-label`}
        classNames={{ label: styles.choice ?? '' }}
        fullWidth
        size="sm"
        data={data}
        value={value}
        onChange={(chosen) => onChoose(chosen)}
      />
    </SettingRow>
  );
}
