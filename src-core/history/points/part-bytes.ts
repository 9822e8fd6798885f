/** The values of part-values.ts as bytes in the table of points. */
import { BOARDS_AT, CHANNELS, FANS_AT, VALUES_OF_BOARD } from './part-values.ts';
import type { PartValues } from './part-values.ts';
import { folded, LARGEST, numbersIn, pushNumber, unfolded } from './small-numbers.ts';

/** How the bytes begin. Those of earlier versions begin with another number: first-parts.ts. */
export const FORMAT = 0;
/**
 * The highest rate takes this many bits: that of one of four boards is exact to a thousandth. Fewer where it is below 4,096 H/s,
 * as rates are whole hashes per second.
 */
const RATE_BITS = 12;

/**
 * As bytes: `FORMAT`, the unit of rates as a power of two, how many boards follow, then the machine, its boards and its
 * fans: 0 where nothing was reported, else one more than the value in its steps. Of a mean, the sum of `n` values,
 * since means that were rounded each time would hardly move in the end.
 */
export function packParts(values: PartValues, n: number): Uint8Array {
  const rates = values.map((value, at) => (CHANNELS[at]?.steps === null ? (value ?? 0) : 0));
  const power = Math.max(0, Math.ceil(Math.log2(Math.max(1, ...rates))) - RATE_BITS);
  const boards = values.slice(BOARDS_AT, FANS_AT).findLastIndex((value) => value !== null);
  const count = Math.ceil((boards + 1) / VALUES_OF_BOARD);
  const last = values.findLastIndex((value) => value !== null);
  const bytes: number[] = [FORMAT, power, count];
  for (const at of placesOf(count)) {
    if (at > Math.max(last, BOARDS_AT + count * VALUES_OF_BOARD - 1)) break;
    pushNumber(bytes, numberOf(values[at] ?? null, at, n, power));
  }
  return Uint8Array.from(bytes);
}

/** What `packParts` has packed of `n` values, or null where an earlier version has packed it; of damage some numbers. */
export function unpackParts(bytes: Uint8Array, n: number): PartValues | null {
  const [format = FORMAT, power = 0, count = 0, ...numbers] = numbersIn(bytes);
  if (format !== FORMAT) return null;
  const values: (number | null)[] = [];
  const places = placesOf(count);
  for (const [index, number] of numbers.slice(0, places.length).entries()) {
    const at = places[index] ?? 0;
    while (values.length < at) values.push(null);
    values.push(valueOf(number, at, n, Math.min(power, 52)));
  }
  return values;
}

/** Where in the list the packed values stand: those of the machine, of so many boards, and of all fans. */
function placesOf(boards: number): readonly number[] {
  return PLACES[Math.min(boards, PLACES.length - 1)] ?? [];
}

const PLACES = Array.from({ length: 1 + (FANS_AT - BOARDS_AT) / VALUES_OF_BOARD }, (_, boards) =>
  CHANNELS.map((_channel, at) => at).filter(
    (at) => at < BOARDS_AT + boards * VALUES_OF_BOARD || at >= FANS_AT,
  ),
);

function numberOf(value: number | null, at: number, n: number, power: number): number {
  const channel = CHANNELS[at];
  if (value === null || channel === undefined) return 0;
  const sum = value * (channel.merge === 'mean' ? n : 1) * (channel.steps ?? 2 ** -power);
  const bounded = Math.min(LARGEST / 4, Math.max(-LARGEST / 4, sum));
  return 1 + (channel.isSigned === true ? folded(bounded) : Math.max(0, Math.round(bounded)));
}

function valueOf(number: number, at: number, n: number, power: number): number | null {
  const channel = CHANNELS[at];
  if (number === 0 || channel === undefined) return null;
  const sum = channel.isSigned === true ? unfolded(number - 1) : number - 1;
  return sum / ((channel.merge === 'mean' ? n : 1) * (channel.steps ?? 2 ** -power));
}
