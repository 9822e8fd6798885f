/** Effort: hashes spent for a block divided by the hashes expected; 1 is average luck. */
import type { Translation } from '../../../messages/translation.ts';
import { UNKNOWN } from './si-number.ts';

/** In percent, without decimals from 10% on: `82%`, `3.1%`. */
export function effortText(translation: Translation, effort: number | null): string {
  if (effort === null || !Number.isFinite(effort)) return UNKNOWN;
  const decimals = effort < 0.1 ? 1 : 0;
  return translation.number(effort, {
    style: 'percent',
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
}

/** What the effort since the last block says, in a sentence without a stop. */
export function effortMeaning(translation: Translation, value: number | null): string {
  const { t } = translation;
  if (value === null) return t('home.effort.unknown');
  const effort = effortText(translation, value);
  if (value < 1) return t('home.effort.usual', { effort });
  return t(value < 3 ? 'home.effort.patience' : 'home.effort.unlucky', { effort });
}
