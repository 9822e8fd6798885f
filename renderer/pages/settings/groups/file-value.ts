/** Values as a configuration file has them. Pure. */
import type { Translation } from '../../../../messages/translation.ts';

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
