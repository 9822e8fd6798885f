/**
 * What a machine's boards and fans measured in a time: a list of means, in memory and in the journal as it is, in
 * the table of points packed into some 25 bytes. As columns, the parts of 20 machines would take 160 MB a year.
 */

/** Means in a fixed order; null where nothing was reported. The order: `CHANNELS`. */
export type PartValues = readonly (number | null)[];

/** Boards, and fans, of which more than a machine has are not kept. */
export const MOST_PARTS = 8;
/** How exactly each is kept: steps in one. Those of rates depend on the highest. */
const ERROR_SHARE = 1e6;
const CELSIUS = 10;
const RATE = null;
const RPM = 0.25;
/** The error share, then of each place a board's temperature and rate, and a fan's speed. */
const CHANNELS: readonly (number | null)[] = [
  ERROR_SHARE,
  ...Array.from({ length: MOST_PARTS }, () => [CELSIUS, RATE, RPM]).flat(),
];
/** The highest rate takes this many bits: exact to a thousandth. */
const RATE_BITS = 10;
/** Above everything that is measured; sums of it are whole numbers. */
const LARGEST = 2 ** 52;

/** The means of two times; `n` and `m` are how much each weighs. What one does not know counts for nothing. */
export function mergedParts(a: PartValues, n: number, b: PartValues, m: number): PartValues {
  return Array.from({ length: Math.max(a.length, b.length) }, (_, at) => {
    const [x, y] = [a[at] ?? null, b[at] ?? null];
    if (x === null || y === null) return x ?? y;
    return (x * n + y * m) / (n + m);
  });
}

/**
 * As bytes: `n`, the unit of rates as a power of two, and each sum of `n` values plus one, 0 where nothing was
 * reported. Sums, since means that were rounded each time would hardly move in the end.
 */
export function packParts(values: PartValues, n: number): Uint8Array {
  const rates = values.map((value, at) => (CHANNELS[at] === RATE ? (value ?? 0) : 0));
  const power = Math.max(0, Math.ceil(Math.log2(Math.max(1, ...rates))) - RATE_BITS);
  const bytes: number[] = [];
  pushNumber(bytes, n);
  pushNumber(bytes, power);
  for (const [at, steps] of CHANNELS.slice(0, values.length).entries()) {
    const value = values[at] ?? null;
    pushNumber(bytes, value === null ? 0 : 1 + folded(value * n * (steps ?? 2 ** -power)));
  }
  return Uint8Array.from(bytes);
}

/** What `packParts` has packed, and how much it weighs; nothing of bytes that are damaged. */
export function unpackParts(bytes: Uint8Array): {
  readonly values: PartValues;
  readonly n: number;
} {
  const [n = 0, power = 0, ...sums] = numbersIn(bytes);
  if (n === 0) return { values: [], n: 0 };
  const values = CHANNELS.slice(0, sums.length).map((steps, at) => {
    const sum = sums[at] ?? 0;
    return sum === 0 ? null : unfolded(sum - 1) / (n * (steps ?? 2 ** -Math.min(power, 52)));
  });
  return { values, n };
}

/** Several that were packed as one; `hex` has their bytes in hexadecimal digits, with spaces between. */
export function mergedHex(hex: string): PartValues {
  const sums: number[] = [];
  const weights: number[] = [];
  for (const each of hex.split(' ')) {
    const { values, n } = unpackParts(Buffer.from(each, 'hex'));
    for (const [at, value] of values.entries()) {
      sums[at] = (sums[at] ?? 0) + (value ?? 0) * n;
      weights[at] = (weights[at] ?? 0) + (value === null ? 0 : n);
    }
  }
  return sums.map((sum, at) => (weights[at] === 0 ? null : sum / (weights[at] ?? 1)));
}

/** Negative numbers between the others: few bytes for what is near zero. */
function folded(value: number): number {
  const whole = Math.round(Math.min(LARGEST / 4, Math.max(-LARGEST / 4, value)));
  return whole < 0 ? -2 * whole - 1 : 2 * whole;
}

function unfolded(value: number): number {
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
}

/** Seven bits in each byte, the lowest first; the eighth says that more follow. */
function pushNumber(bytes: number[], value: number): void {
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  bytes.push(rest);
}

function numbersIn(bytes: Uint8Array): readonly number[] {
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
