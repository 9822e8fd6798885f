/** Values as a configuration file has them. Pure. */
import type { MinerConfig, SettingFacts } from '../../../../contract/screen-contract.ts';
import type { Translation } from '../../../../messages/translation.ts';
import { numberInUnit } from '../reading/read-number.ts';

/**
 * A value of a setting in one line: numbers with their unit and the network by its name, others as the file has them;
 * of a password, that there is one.
 */
export function settingValueText(
  translation: Translation,
  key: keyof MinerConfig,
  value: unknown,
  facts: SettingFacts | undefined,
): string {
  if (key === 'practice') {
    return translation.t(value === true ? 'settings.practice.on' : 'settings.practice.off');
  }
  if (typeof value === 'number' && facts !== undefined) {
    return numberInUnit(translation, value, facts);
  }
  // What would run, and where reports would go, is shown whole instead: `wholeValueText`.
  if (facts?.sensitive === true && value !== null && value !== '') {
    return translation.t('config.hidden');
  }
  return fileValueText(translation, value);
}

/** A value in one line. */
export function fileValueText(translation: Pick<Translation, 't'>, value: unknown): string {
  const none = translation.t('settings.none');
  if (typeof value === 'string')
    return value === '' ? translation.t('settings.preview.empty') : value;
  if (value === null) return none;
  if (Array.isArray(value)) {
    return value.length === 0
      ? none
      : value.map((each) => fileValueText(translation, each)).join(', ');
  }
  const text = JSON.stringify(value) ?? none;
  return text === '{}' ? none : text;
}

/**
 * A command, or what it is given, with all its lines; commands of a list and variables a line each.
 * Characters that a screen does not show, or that turn the order of others, are written as `\\u202e`.
 */
export function wholeValueText(value: unknown): string {
  const lines = Array.isArray(value)
    ? value.map(String)
    : typeof value === 'object' && value !== null
      ? Object.entries(value).map(([name, text]) => `${name}=${String(text)}`)
      : [String(value)];
  return lines.join('\n').replace(/[^\P{C}\n\t]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return `\\u${code.toString(16).padStart(4, '0')}`;
  });
}
