/** The chance of a block and the time to it, in words that neither deceive nor discourage. */
import type { Translation } from '../../../messages/translation.ts';
import { aboutText } from './durations.ts';
import { UNKNOWN, countText } from './si-number.ts';

/** From here on the chance is said in percent: `1 in 8` and less are better read as such. */
const PERCENT_FROM = 0.15;
const CERTAIN_FROM = 0.995;
const RAREST = 1e-6;
/** A mean time beyond a year says nothing to a person who mines today: then the odds do. */
const LONGEST_MEAN_SECONDS = 365 * 86_400;

/** `nearly certain`, `37%`, `1 in 52`, `1 in 1,200`, `<1 in a million`. */
export function chanceText(translation: Translation, chance: number | null): string {
  const { t } = translation;
  if (chance === null || !(chance > 0)) return UNKNOWN;
  if (chance >= CERTAIN_FROM) return t('blocks.odds.certain');
  if (chance >= PERCENT_FROM) {
    return translation.number(chance, { style: 'percent', maximumFractionDigits: 0 });
  }
  if (chance < RAREST) return t('blocks.odds.rare');
  const oneIn = Number((1 / chance).toPrecision(2));
  return t('blocks.odds.oneIn', { count: countText(translation, oneIn) });
}

/** `about 4 days`; null where the mean is so long that only the odds say anything, or not known. */
export function meanTimeText(translation: Translation, seconds: number | null): string | null {
  if (seconds === null || !(seconds <= LONGEST_MEAN_SECONDS)) return null;
  return aboutText(translation, seconds);
}
