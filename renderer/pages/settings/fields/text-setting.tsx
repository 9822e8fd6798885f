import type { MinerConfig } from '../../../../contract/screen-contract.ts';
import type { Translation } from '../../../../messages/translation.ts';
import { useTranslation } from '../../../stores/use-translation.ts';
import type { SettingName } from '../../../wording/settings/setting-texts.ts';
import type { SettingFacts } from '../../../../contract/screen-contract.ts';
import { TypedRow } from './typed-row.tsx';
import type { TypedRowProps } from './typed-row.tsx';
import type { TypedSetting } from '../reading/typed-setting.ts';
import { useSetting } from './use-setting.ts';

interface TextSettingProps<Name extends SettingName> extends Pick<
  TypedRowProps,
  'placeholder' | 'mono' | 'form' | 'toggle'
> {
  readonly name: Name;
  readonly about?: string;
  /** A value as the field has it. */
  readonly show: (value: MinerConfig[Name]) => string;
  readonly read: (translation: Translation, text: string, facts: SettingFacts) => TypedSetting;
  /** What an empty field means, where that is the default and not just `none`. */
  readonly whenEmpty?: string;
}

/** A setting that is a text, a list of texts, or written like one. */
export function TextSetting<Name extends SettingName>(props: TextSettingProps<Name>) {
  const { name, about, show, read, whenEmpty, ...field } = props;
  const translation = useTranslation();
  const { value, defaultValue, facts, row, save } = useSetting(name, about);
  return (
    <TypedRow
      {...field}
      row={row}
      defaultText={show(defaultValue) || (whenEmpty ?? translation.t('settings.none'))}
      saved={show(value)}
      read={(text) => read(translation, text, facts)}
      save={save}
    />
  );
}
