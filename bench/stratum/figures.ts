/** Figures of many measurements, and the rows that show them. */

/** @param part 0 for the least, 1 for the greatest */
export function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? NaN;
}

/** The median, of unsorted values. */
export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** Milliseconds, to a hundredth. */
export const ms = (value: number): string => `${value.toFixed(2)} ms`;
/** A whole number with separators. */
export const whole = (value: number): string => Math.round(value).toLocaleString('en');
/** Bytes as kilobytes of 1000. */
export const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;

/** Prints a name and its figures. */
export function row(first: string, ...rest: readonly string[]): void {
  const width = rest.length > 4 ? 12 : 17;
  console.log(`${first.padEnd(36)}${rest.map((cell) => cell.padStart(width)).join('')}`);
}
