/** Values in answers of machines, which may be anything: read within bounds, or not at all. */
import { isFields } from './cgminer-json.ts';
import type { Fields } from './cgminer-json.ts';

/** More entries than any machine has boards, fans or pools. */
const MAX_ENTRIES = 32;

/** Of a number, or of a text that begins with one (`83.0 °C`); null otherwise. */
export function numberOf(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string') return null;
  const digits = /^\s*-?\d{1,18}(?:\.\d{1,18})?(?:e[+-]?\d{1,2})?/i.exec(value.slice(0, 64));
  return digits === null ? null : Number(digits[0]);
}

/** A number that counts or measures something that cannot be below zero. */
export function countOf(value: unknown): number | null {
  const number = numberOf(value);
  return number !== null && number >= 0 && number <= Number.MAX_SAFE_INTEGER ? number : null;
}

/** °C of a sensor; null for the zero of one that is not there, and for what no sensor reports. */
export function temperatureOf(value: unknown): number | null {
  const celsius = numberOf(value);
  return celsius !== null && celsius > 0 && celsius < 200 ? celsius : null;
}

/** The hottest of several sensors. */
export function hottest(values: readonly unknown[]): number | null {
  const known = values.map(temperatureOf).filter((celsius) => celsius !== null);
  return known.length === 0 ? null : Math.max(...known);
}

/** Turns per minute. */
export function rpmOf(value: unknown): number | null {
  const rpm = countOf(value);
  return rpm !== null && rpm < 100_000 ? Math.round(rpm) : null;
}

/** The numbers of a text with several of them: `83.0 °C / 73.8 °C`, `50-48-60-62`. */
export function numbersIn(value: unknown): readonly number[] {
  if (Array.isArray(value)) {
    return value
      .slice(0, MAX_ENTRIES)
      .map(numberOf)
      .filter((number) => number !== null);
  }
  if (typeof value === 'number') return Number.isFinite(value) ? [value] : [];
  if (typeof value !== 'string') return [];
  return [...value.slice(0, 256).matchAll(/\d{1,9}(?:\.\d{1,9})?/g)]
    .slice(0, MAX_ENTRIES)
    .map(([number]) => Number(number));
}

/** The objects of a list. */
export function fieldsIn(list: unknown): readonly Fields[] {
  return Array.isArray(list) ? list.slice(0, MAX_ENTRIES).filter(isFields) : [];
}

/** The first object of a section: `SUMMARY`, `VERSION`. Empty where there is none. */
export function sectionOf(answer: Fields | null, name: string): Fields {
  return fieldsIn(answer?.[name])[0] ?? {};
}

/** Values of `fan0`, `fan1`, … in the order of their numbers, whichever number is the first. */
export function numbered(fields: Fields, prefix: string): readonly unknown[] {
  return Array.from({ length: MAX_ENTRIES }, (_, index) => fields[`${prefix}${index}`]).filter(
    (value) => value !== undefined,
  );
}

/** Far above all machines together. */
const MAX_RATE = 1e21;

const UNITS: Readonly<Record<string, number>> = { K: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15 };

/** A rate in hashes per second, from its number and a unit: `GH`, `MH/s`. */
export function rateOf(value: unknown, unit: string): number | null {
  const number = countOf(value);
  const factor = UNITS[unit.trim().charAt(0).toUpperCase()];
  if (number === null || factor === undefined || number * factor > MAX_RATE) return null;
  return number * factor;
}

/** The rate under the first of these names that there is in any unit: `MHS 20s`, `GHS 5s`. */
export function rateNamed(fields: Fields, windows: readonly string[]): number | null {
  for (const window of windows) {
    for (const unit of Object.keys(UNITS)) {
      const rate = rateOf(fields[`${unit}HS ${window}`], unit);
      if (rate !== null) return rate;
    }
  }
  return null;
}
