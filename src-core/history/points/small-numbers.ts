/** Whole numbers as bytes, few of them for small ones: how part-bytes.ts writes them. */

/** Above everything that is measured; sums of it are whole numbers. */
export const LARGEST = 2 ** 52;

/** Seven bits in each byte, the lowest first; the eighth says that more follow. */
export function pushNumber(bytes: number[], value: number): void {
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  bytes.push(rest);
}

/** What `pushNumber` has written; of bytes that are damaged, some numbers up to `LARGEST`. */
export function numbersIn(bytes: Uint8Array): readonly number[] {
  const numbers: number[] = [];
  let [value, scale] = [0, 1];
  for (const byte of bytes) {
    value = Math.min(LARGEST, value + (byte % 128) * scale);
    scale = Math.min(LARGEST, scale * 128);
    if (byte >= 128) continue;
    numbers.push(value);
    [value, scale] = [0, 1];
  }
  return numbers;
}

/** The whole number next to it, negative ones between the others: few bytes for what is near zero. */
export function folded(value: number): number {
  const whole = Math.round(value);
  return whole < 0 ? -2 * whole - 1 : 2 * whole;
}

/** What `folded` has made of a whole number. */
export function unfolded(value: number): number {
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
}
