import type { MinerConfig } from '../../../../contract/screen-contract.ts';
import { useTranslation } from '../../../stores/use-translation.ts';
import type { SettingName } from '../../../wording/settings/setting-texts.ts';
import { numberInUnit, readNumber, shownNumber, unitOf } from '../reading/read-number.ts';
import { TypedRow } from './typed-row.tsx';
import { useSetting } from './use-setting.ts';

/** Settings that are one number, or none. */
type NumberName = {
  [Name in SettingName]: MinerConfig[Name] extends number | null ? Name : never;
}[SettingName];

interface NumberSettingProps {
  readonly name: NumberName;
  /** Where the sentence depends on other settings. */
  readonly about?: string;
  /** Where it depends on other settings. */
  readonly unit?: string;
}

/** A number within the limits of the core; it may be left empty where the default is no number. */
export function NumberSetting({ name, about, unit }: NumberSettingProps) {
  const translation = useTranslation();
  const { value, defaultValue, facts, row, save } = useSetting(name, about);
  const isOptional = defaultValue === null;
  return (
    <TypedRow
      row={row}
      defaultText={
        isOptional ? translation.t('settings.none') : numberInUnit(translation, defaultValue, facts)
      }
      saved={value === null ? '' : shownNumber(translation, value, facts)}
      read={(text) => {
        if (isOptional && text.trim() === '') return { ok: true, changes: { [name]: null } };
        const typed = readNumber(translation, text, facts);
        return typed.ok ? { ok: true, changes: { [name]: typed.value } } : typed;
      }}
      save={save}
      unit={unit ?? unitOf(facts)}
    />
  );
}
