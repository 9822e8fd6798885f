/** Numbers of settings: as the screen writes them, and read within the limits of the core. Pure. */
import type { Translation } from '../../../../messages/translation.ts';
import { numberForField, parseNumber } from '../../../wording/figures/typed-number.ts';
import type { SettingFacts } from '../../../../contract/screen-contract.ts';

/** What describes a number: whole or not, from `min` to `max`, counted in `unit`. */
export type NumberFacts = Pick<SettingFacts, 'unit' | 'min' | 'max' | 'integer'>;

interface ShownUnit {
  /** An SI symbol or %, the same in every language. */
  readonly symbol: string;
  /** How many of the core's units are one of the screen's. */
  readonly factor: number;
}

const SHOWN_UNITS: Readonly<Partial<Record<NonNullable<NumberFacts['unit']>, ShownUnit>>> = {
  minutes: { symbol: 'min', factor: 1 },
  seconds: { symbol: 's', factor: 1 },
  milliseconds: { symbol: 'ms', factor: 1 },
  microseconds: { symbol: 's', factor: 1_000_000 },
  fraction: { symbol: '%', factor: 0.01 },
  celsius: { symbol: '°C', factor: 1 },
};

type TypedNumber =
  { readonly ok: true; readonly value: number } | { readonly ok: false; readonly fault: string };

/** The unit that a field shows. */
export function unitOf(facts: NumberFacts): string | undefined {
  return shownUnit(facts)?.symbol;
}

/** The core's number as a field has it: `1.5` for 1,500,000 µs. */
export function shownNumber(translation: Translation, value: number, facts: NumberFacts): string {
  return numberForField(translation, inShownUnit(value, facts));
}

/** The core's number in a sentence: `1.5 s`, `65535`. */
export function numberInUnit(translation: Translation, value: number, facts: NumberFacts): string {
  const shown = translation.number(inShownUnit(value, facts), {
    maximumFractionDigits: 9,
    useGrouping: facts.unit !== 'port',
  });
  const unit = unitOf(facts);
  return unit === undefined ? shown : `${shown}\u00a0${unit}`;
}

/** The core's number for what was typed, or the sentence that says which numbers are allowed. */
export function readNumber(
  translation: Translation,
  text: string,
  facts: NumberFacts,
): TypedNumber {
  const { min, max, integer } = facts;
  const factor = factorOf(facts);
  const typed = parseNumber(translation, text);
  const value = typed === null ? null : inCoreUnit(typed, factor, integer);
  const isRight = value !== null && value >= (min ?? -Infinity) && value <= (max ?? Infinity);
  if (isRight && (!integer || Number.isInteger(value))) return { ok: true, value };
  const range = {
    least: numberInUnit(translation, min ?? -Infinity, facts),
    most: numberInUnit(translation, max ?? Infinity, facts),
  };
  const isWhole = integer && factor === 1;
  return {
    ok: false,
    fault: translation.t(isWhole ? 'settings.fault.wholeNumber' : 'settings.fault.number', range),
  };
}

function inShownUnit(value: number, facts: NumberFacts): number {
  return Number((value / factorOf(facts)).toPrecision(12));
}

/** Without the dust that a factor leaves behind: 70 % is 0.7. */
function inCoreUnit(typed: number, factor: number, integer: boolean): number {
  if (factor === 1) return typed;
  return integer ? Math.round(typed * factor) : Number((typed * factor).toPrecision(12));
}

function shownUnit({ unit }: NumberFacts): ShownUnit | undefined {
  return unit === null ? undefined : SHOWN_UNITS[unit];
}

function factorOf(facts: NumberFacts): number {
  return shownUnit(facts)?.factor ?? 1;
}
