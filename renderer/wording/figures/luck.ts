/** Luck: blocks found against blocks expected, and what chance alone does. */
import type { Translation } from '../../../messages/translation.ts';
import type { Luck } from '../../../contract/screen-contract.ts';
import { UNKNOWN } from './si-number.ts';

/** With less work than this, a percentage says nothing: a first block would be 1,000% and more. */
const PERCENT_FROM = 0.1;

/** Less than this is said so: a small computer on a large network expects 0.000000000015 blocks a day. */
const LEAST_EXPECTED = 0.001;

/** Blocks expected: `2.4`, `0.031`, `124`, `<0.001`. */
export function expectedText(translation: Translation, expected: number): string {
  if (expected === 0) return translation.number(0);
  if (expected < LEAST_EXPECTED) return `<${translation.number(LEAST_EXPECTED)}`;
  const rounded = expected >= 100 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 2 };
  return translation.number(expected, rounded);
}

/** Found over expected: `125%`; unknown with hardly any work. */
export function luckText(translation: Translation, { luck, expected }: Luck): string {
  if (luck === null || expected < PERCENT_FROM) return UNKNOWN;
  return translation.number(luck, { style: 'percent', maximumFractionDigits: 0 });
}

/** The counts that chance alone makes usual for this work: `0 to 6`, or `0`. */
export function usualText({ t, number }: Translation, { range, expected }: Luck): string {
  if (range === null) return UNKNOWN;
  const [low, high] = [range.low, range.high].map((ratio) => Math.round(ratio * expected));
  if (low === high) return number(low ?? 0);
  return t('blocks.luck.range', { low: number(low ?? 0), high: number(high ?? 0) });
}

/** Whether chance alone explains what was found: `lucky`, `usual` or `unlucky`; null without work. */
export function luckVerdict({ luck, range }: Luck): 'lucky' | 'usual' | 'unlucky' | null {
  if (luck === null || range === null) return null;
  if (luck > range.high) return 'lucky';
  return luck < range.low ? 'unlucky' : 'usual';
}
