/** Values as a configuration file has them. Pure. */
import type { MinerConfig } from '../../../../contract/screen-contract.ts';
import type { Translation } from '../../../../messages/translation.ts';

/** A value of a setting in one line: the network by its name in Settings, others as the file has them. */
export function settingValueText(
  translation: Pick<Translation, 't'>,
  key: keyof MinerConfig,
  value: unknown,
): string {
  if (key !== 'practice') return fileValueText(translation, value);
  return translation.t(value === true ? 'settings.practice.on' : 'settings.practice.off');
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
