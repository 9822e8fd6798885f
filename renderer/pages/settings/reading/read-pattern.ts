/** A typed regular expression that finds a hash rate. Pure. */
import type { SettingFacts } from '../../../../contract/screen-contract.ts';
import type { Translation } from '../../../../messages/translation.ts';
import { lengthFault } from './read-texts.ts';
import type { TypedSetting } from './typed-setting.ts';

/** Empty for none. It needs a group, which holds the figure. */
export function readRatePattern(
  translation: Translation,
  text: string,
  facts: SettingFacts,
): TypedSetting {
  const { t } = translation;
  if (text.trim() === '') return { ok: true, changes: { externalWorkerRatePattern: null } };
  const tooLong = lengthFault(translation, text, facts);
  if (tooLong !== null) return { ok: false, fault: tooLong };
  const groups = groupsIn(text);
  if (groups === null) return { ok: false, fault: t('settings.fault.pattern') };
  return groups > 0
    ? { ok: true, changes: { externalWorkerRatePattern: text } }
    : { ok: false, fault: t('settings.fault.patternGroup') };
}

/** How many groups a regular expression has; null for other texts. */
function groupsIn(pattern: string): number | null {
  try {
    // The empty alternative matches first, so nothing of the pattern itself is tried.
    const match = new RegExp(`|(?:${new RegExp(pattern).source})`).exec('');
    return (match?.length ?? 1) - 1;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
