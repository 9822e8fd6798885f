/** Times in the report. */

const UNITS: readonly (readonly [ms: number, name: string])[] = [
  [86_400_000, 'd'],
  [3_600_000, 'h'],
  [60_000, 'min'],
  [1_000, 's'],
];

/** In one unit, rounded: `3 min`, `2 h`; less than a second is `1 s`. */
export function durationText(ms: number): string {
  const [unitMs, name] = UNITS.find(([unit]) => ms >= 2 * unit) ?? [1_000, 's'];
  return `${Math.max(1, Math.round(ms / unitMs))} ${name}`;
}
