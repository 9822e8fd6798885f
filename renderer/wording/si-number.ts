/** Numbers with three significant digits and an SI prefix, split so that the unit can be set small. */

const PREFIXES = ['', 'k', 'M', 'G', 'T', 'P', 'E', 'Z', 'Y'] as const;

/** What stands for a number that is not known. */
export const UNKNOWN = '–';

export interface NumberWords {
  /** Always three significant digits: `1.24`, `12.4`, `124`. */
  readonly figure: string;
  /** Prefix and unit, e.g. `MH/s`; only the prefix when there is no unit. */
  readonly unit: string;
}

/**
 * Splits a number, at least 0, into figure and prefixed unit. Rounding that reaches 1000 moves on
 * to the next prefix, so that `1000 kH/s` is never written.
 * @param value a plain number in `unit`; null, NaN and infinities are unknown
 */
export function siNumber(value: number | null, unit: string): NumberWords {
  if (value === null || !Number.isFinite(value)) return { figure: UNKNOWN, unit };
  if (value < 0.005) return { figure: '0', unit };
  let scaled = value;
  let step = 0;
  while (Number(scaled.toPrecision(3)) >= 1000 && step < PREFIXES.length - 1) {
    scaled /= 1000;
    step += 1;
  }
  return { figure: threeDigits(scaled), unit: `${PREFIXES[step] ?? ''}${unit}` };
}

/** Three significant digits, at most two of them behind the point: `0.08`, `1.24`, `12.4`, `124`. */
export function threeDigits(value: number): string {
  const rounded = Number(value.toPrecision(3));
  if (rounded >= 100) return rounded.toFixed(0);
  return rounded >= 10 ? rounded.toFixed(1) : rounded.toFixed(2);
}

/** A hash rate in hashes per second, e.g. `12.4` `MH/s`. */
export function hashRateWords(hashesPerSecond: number | null): NumberWords {
  return siNumber(hashesPerSecond, 'H/s');
}

/** A hash rate as one text: `12.4 MH/s`. */
export function hashRateText(hashesPerSecond: number | null): string {
  return joined(hashRateWords(hashesPerSecond));
}

/** A difficulty (expected hashes) as one text: `354 T`, `960`. */
export function difficultyText(difficulty: number | null): string {
  return joined(siNumber(difficulty, ''));
}

/** A round number of an axis, without zeros that say nothing: `5 MH/s`, `2.5 M`, `0`. */
export function tickText(value: number, unit: string): string {
  if (value === 0) return '0';
  const { figure, unit: prefixed } = siNumber(value, unit);
  return joined({ figure: String(Number(figure)), unit: prefixed });
}

/** A count with thin groups of three: `12 345`. */
export function countText(count: number): string {
  return Math.round(count)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, '\u202f');
}

function joined(words: NumberWords): string {
  return words.unit === '' ? words.figure : `${words.figure}\u00a0${words.unit}`;
}
