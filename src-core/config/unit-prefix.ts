/**
 * Numbers with unit prefixes, as `--hash-rate` takes them: `1.5M`, `20k`, `4Gi`. The prefixes are
 * those of chainweb-mining-client (`UnitPrefixed` in its Main.hs), which defines the binary ones
 * but does not read them; here they are read.
 */

const POWERS_OF_TEN: Readonly<Record<string, number>> = {
  '': 0,
  da: 1,
  h: 2,
  K: 3,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  P: 15,
  E: 18,
  Z: 21,
  Y: 24,
};

const POWERS_OF_1024: Readonly<Record<string, number>> = {
  Ki: 1,
  ki: 1,
  Mi: 2,
  Gi: 3,
  Ti: 4,
  Pi: 5,
  Ei: 6,
  Zi: 7,
  Yi: 8,
};

/** The number, or null when the text is not one. Case matters except for `k`; no space before a prefix. */
export function parseUnitPrefixed(text: string): number | null {
  const match = /^([+-]?\d+(?:\.\d+)?)(?:[eE]([+-]?\d{1,3}))?([A-Za-z]{0,2})$/.exec(text.trim());
  if (match === null) return null;
  const [mantissa, exponent, prefix] = [match[1]!, match[2] ?? '0', match[3]!];
  const ten = Object.hasOwn(POWERS_OF_TEN, prefix) ? POWERS_OF_TEN[prefix] : undefined;
  // Shifting the exponent in the text keeps 1.1M exact, which a product would not.
  if (ten !== undefined) return Number(`${mantissa}e${Number(exponent) + ten}`);
  const binary = Object.hasOwn(POWERS_OF_1024, prefix) ? POWERS_OF_1024[prefix] : undefined;
  return binary === undefined ? null : Number(`${mantissa}e${exponent}`) * 1024 ** binary;
}
