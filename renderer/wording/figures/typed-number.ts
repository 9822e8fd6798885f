/** Numbers as people type them, and as a text field shows them. Pure. */
import type { Translation } from '../../../messages/translation.ts';

/**
 * The number that was typed, or null. Comma and point both part the decimals (`0,5`, `0.5`); in
 * groups of three, the one that does not part the decimals of the language does not count: `1,000` is a
 * thousand in English, `1.000` in German. Nor does the apostrophe of Switzerland: `1'000`.
 */
export function parseNumber(
  { decimal }: Pick<Translation, 'decimal'>,
  text: string,
): number | null {
  const compact = text.replace(/[\s'’]/g, '');
  if (compact === '') return null;
  const hasComma = decimal === ',';
  const grouped = hasComma ? /^[+-]?\d{1,3}(\.\d{3})+(,\d+)?$/ : /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/;
  const plain = grouped.test(compact) ? compact.replaceAll(hasComma ? '.' : ',', '') : compact;
  const value = Number(plain.replace(',', '.'));
  return Number.isFinite(value) ? value : null;
}

/** A number for a text field: decimals as the language writes them, no groups. */
export function numberForField({ number }: Pick<Translation, 'number'>, value: number): string {
  return number(value, { useGrouping: false, maximumFractionDigits: 9 });
}
