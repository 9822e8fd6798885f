/** Every option: those of the program, then those of settings, which follow from their table. */
import { CONFIG_KEYS, SETTING_GROUPS } from '../../config/settings-table.ts';
import type { ConfigKey } from '../../config/settings-table.ts';
import type { Setting, SettingValue } from '../../config/settings/setting.ts';
import type { CommandOption, OptionGroup } from './command-option.ts';
import { PROGRAM_OPTION_GROUPS } from './program-options.ts';
import { valueText } from '../texts/value-text.ts';

/** A longer default is not shown in help. */
const DEFAULT_SHOWN_LIMIT = 30;

/** All options under their headings, as help shows them. */
export const OPTION_GROUPS: readonly OptionGroup[] = [
  ...PROGRAM_OPTION_GROUPS,
  ...SETTING_GROUPS.map(({ title, settings }) => ({
    title,
    options: CONFIG_KEYS.flatMap((key) => {
      const setting = settings[key];
      return setting === undefined ? [] : [optionOf(key, setting)];
    }),
  })),
];

export const ALL_OPTIONS: readonly CommandOption[] = OPTION_GROUPS.flatMap(
  ({ options }) => options,
);

function optionOf(key: ConfigKey, setting: Setting): CommandOption {
  const { flags, value } = setting;
  const takes = wordsOf(value);
  return {
    flags,
    help: helpOf(setting),
    ...(takes !== undefined && { takes }),
    ...((value.type === 'list' || value.type === 'variables') && { repeats: true }),
    ...(key === 'worker' && { repeats: true, list: 'workers' }),
    ...(key === 'generateKey' && { prints: true }),
    setting: { key, value },
  };
}

function wordsOf(value: SettingValue): CommandOption['takes'] {
  switch (value.type) {
    case 'path':
      return 'files';
    case 'choice':
    case 'log-level':
    case 'share-difficulty':
      return value.values;
    case 'list':
      return wordsOf(value.item);
    default:
      return undefined;
  }
}

function helpOf(setting: Setting): string {
  const { sentence, value } = setting;
  const parts = [sentence];
  if (value.type === 'choice' || value.type === 'log-level') {
    parts.push(`one of ${valueText(value)}`);
  } else if (value.type === 'hash-rate' || (value.type === 'number' && value.unit !== 'port')) {
    parts.push(valueText(value));
  } else if (value.type === 'list' || value.type === 'variables') {
    if (value.type === 'list' && value.item.type === 'choice') {
      parts.push(`one of ${valueText(value.item)}`);
    }
    parts.push('may be repeated');
  }
  return `${parts.join('; ')}${shownDefault(setting)}`;
}

function shownDefault({ default: usual, defaultMeans }: Setting): string {
  const text = typeof usual === 'string' || typeof usual === 'number' ? String(usual) : '';
  if (defaultMeans !== undefined) return ` (default: ${defaultMeans})`;
  return text === '' || text.length > DEFAULT_SHOWN_LIMIT ? '' : ` (default: ${text})`;
}
