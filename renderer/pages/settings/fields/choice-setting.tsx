import type { MinerConfig } from '../../../../contract/screen-contract.ts';
import type { SettingName } from '../../../wording/settings/setting-texts.ts';
import { ChoiceRow } from './choice-row.tsx';
import { useSetting } from './use-setting.ts';

/** Settings that are one of a few words. */
type ChoiceName = Extract<
  SettingName,
  'externalWorkerTargetFormat' | 'logLevel' | 'notifyForm' | 'practiceGraph'
>;

interface ChoiceSettingProps<Name extends ChoiceName> {
  readonly name: Name;
  /** Every value with its name, in order. */
  readonly choices: Readonly<Record<MinerConfig[Name], string>>;
}

/** A setting that is one of a few words, all of them in sight. */
export function ChoiceSetting<Name extends ChoiceName>({
  name,
  choices,
}: ChoiceSettingProps<Name>) {
  const { value, defaultValue, row, save } = useSetting(name);
  return (
    <ChoiceRow<MinerConfig[Name]>
      row={row}
      value={value}
      defaultValue={defaultValue}
      choices={choices}
      onChoose={(chosen) => void save({ [name]: chosen })}
    />
  );
}
