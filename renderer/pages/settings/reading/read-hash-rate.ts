/** Typed hash rates. Pure. */
import type { Translation } from '../../../../messages/translation.ts';
import { hashRateText } from '../../../wording/figures/si-number.ts';
import { parseNumber } from '../../../wording/figures/typed-number.ts';
import type { SettingFacts } from '../../../../contract/screen-contract.ts';
import type { TypedSetting } from './typed-setting.ts';

const PREFIXES = ['', 'k', 'M', 'G', 'T', 'P', 'E'];

/** A rate as people write it, in hashes per second. */
export const EXAMPLE_RATE = 5_000_000;

/** Hashes per second, with or without a prefix: `5000000`, `5 M`, `24.5 TH/s`. */
export function readHashRate(
  translation: Translation,
  text: string,
  { max }: SettingFacts,
): TypedSetting {
  const found = /^([\d.,]+(?:e\d+)?)\s*([kMGTPE]?)(?:H\/s)?$/.exec(text.trim());
  const figure = parseNumber(translation, found?.[1] ?? '');
  const hashRate = (figure ?? 0) * 1000 ** PREFIXES.indexOf(found?.[2] ?? '');
  if (hashRate > 0 && hashRate <= (max ?? Infinity)) return { ok: true, changes: { hashRate } };
  const example = hashRateText(translation, EXAMPLE_RATE);
  return { ok: false, fault: translation.t('settings.fault.hashRate', { example }) };
}
