/** Numbers with three significant digits and an SI prefix, split so that the unit can be set small. */
import type { Translation } from '../../../messages/translation.ts';

const PREFIXES = ['', 'k', 'M', 'G', 'T', 'P', 'E', 'Z', 'Y'] as const;

/** What stands for a number that is not known. */
export const UNKNOWN = '–';

export interface NumberParts {
  /** Always three significant digits: `1.24`, `12.4`, `124`. */
  readonly figure: string;
  /** Prefix and unit, e.g. `MH/s`; only the prefix when there is no unit. */
  readonly unit: string;
}

/**
 * Splits a number, at least 0, into figure and prefixed unit. Rounding that reaches 1000 moves on
 * to the next prefix, so that `1000 kH/s` is never written.
 * @param value a plain number in `unit`; null, NaN and infinities are unknown, and have no unit
 */
export function siNumber(
  translation: Translation,
  value: number | null,
  unit: string,
): NumberParts {
  if (value === null || !Number.isFinite(value)) return { figure: UNKNOWN, unit: '' };
  const { scaled, prefix } = scaledDown(value);
  return { figure: threeDigits(translation, scaled), unit: `${prefix}${unit}` };
}

function scaledDown(value: number): { readonly scaled: number; readonly prefix: string } {
  let scaled = value;
  let step = 0;
  while (Number(scaled.toPrecision(3)) >= 1000 && step < PREFIXES.length - 1) {
    scaled /= 1000;
    step += 1;
  }
  return { scaled, prefix: PREFIXES[step] ?? '' };
}

/** Three significant digits, at most two of them behind the point: `0`, `0.08`, `1.24`, `12.4`, `124`. */
function threeDigits(translation: Translation, value: number): string {
  const rounded = Number(value.toPrecision(3));
  const decimals = rounded < 0.005 || rounded >= 100 ? 0 : rounded >= 10 ? 1 : 2;
  return translation.number(value, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    useGrouping: false,
  });
}

/** A hash rate in hashes per second, e.g. `12.4` `MH/s`. */
export function hashRateParts(
  translation: Translation,
  hashesPerSecond: number | null,
): NumberParts {
  return siNumber(translation, hashesPerSecond, 'H/s');
}

/** A hash rate as one text: `12.4 MH/s`. */
export function hashRateText(translation: Translation, hashesPerSecond: number | null): string {
  return joined(hashRateParts(translation, hashesPerSecond));
}

/** A difficulty (expected hashes) as one text: `354 T`, `960`. */
export function difficultyText(translation: Translation, difficulty: number | null): string {
  return joined(siNumber(translation, difficulty, ''));
}

/** What a difficulty is, and its letter in digits: `100 E: a block takes 100,000,000,000,000,000,000 hashes on average`. */
export function difficultyMeaning(translation: Translation, difficulty: number | null): string {
  const { t, number } = translation;
  if (difficulty === null) return t('home.difficulty.about');
  return t('home.difficulty.hashes', {
    difficulty: difficultyText(translation, difficulty),
    hashes: number(difficulty, { maximumSignificantDigits: 3 }),
  });
}

/** A round number of an axis, without zeros that say nothing: `5 MH/s`, `2.5 M`, `0`. */
export function tickText(translation: Translation, value: number, unit: string): string {
  if (value === 0) return translation.number(0);
  const { scaled, prefix } = scaledDown(value);
  const figure = translation.number(scaled, { maximumSignificantDigits: 3, useGrouping: false });
  return joined({ figure, unit: `${prefix}${unit}` });
}

/** A count in groups of three: `12,345`. */
export function countText(translation: Translation, count: number): string {
  return translation.number(count, { maximumFractionDigits: 0 });
}

function joined({ figure, unit }: NumberParts): string {
  return unit === '' ? figure : `${figure}\u00a0${unit}`;
}
