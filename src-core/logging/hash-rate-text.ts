/** Hash rates in the terminal, the log and notices. */

const PREFIXES = ['', 'k', 'M', 'G', 'T', 'P', 'E'];

/** Three digits and a prefix: `15.3 MH/s`. */
export function hashRateText(hashesPerSecond: number): string {
  let step = 0;
  let value = hashesPerSecond;
  // 999.5 would be written as 1000.
  while (value >= 999.5 && step < PREFIXES.length - 1) {
    value /= 1000;
    step += 1;
  }
  const digits = value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
  return `${value === 0 ? '0' : value.toFixed(digits)} ${PREFIXES[step] ?? ''}H/s`;
}
