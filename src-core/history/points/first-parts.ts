/**
 * What earlier versions stored of machines' own readings: the rate, the hottest chip and the mean of the fans as
 * columns, and beside them, later, a list of the share of errors and of each place a board's temperature and rate and a
 * fan's speed. It stays in the file, in the journal too, until it is too old or other values are added to it.
 */
import { BOARDS_AT, FANS_AT, MOST_PARTS, VALUES_OF_BOARD } from './part-values.ts';
import type { PartValues } from './part-values.ts';
import { numbersIn, unfolded } from './small-numbers.ts';

/** The columns of the table that are empty in points of this version. */
export const FIRST_COLUMNS = ['rate', 'celsius', 'fan_speed'] as const;

/** Those columns of a point. */
export type FirstColumns = Readonly<Record<(typeof FIRST_COLUMNS)[number], number | null>>;

/** Steps in one of the list's values; null for rates. */
const ERROR_SHARE = 1e6;
const OF_PLACE = [10, null, 0.25] as const;

/** The values of part-values.ts of what was stored then. */
export function firstParts(
  { rate, celsius, fan_speed }: FirstColumns,
  list: PartValues,
): PartValues {
  const [share = null, ...places] = list;
  const values: (number | null)[] = [share, rate, celsius, fan_speed, null];
  for (let place = 0; place < MOST_PARTS; place += 1) {
    const [ofBoard = null, boardRate = null, fan = null] = places.slice(3 * place);
    const at = BOARDS_AT + place * VALUES_OF_BOARD;
    [values[at], values[at + 1], values[at + 2], values[at + 3]] = [ofBoard, null, boardRate, null];
    values[FANS_AT + place] = fan;
  }
  return values.slice(0, 1 + values.findLastIndex((value) => value !== null));
}

/** The list that was packed then: how much it weighs, the unit of rates as a power of two, and a sum for each. */
export function unpackFirst(bytes: Uint8Array): PartValues {
  const [n = 0, power = 0, ...sums] = numbersIn(bytes);
  if (n === 0) return [];
  return sums.slice(0, 1 + OF_PLACE.length * MOST_PARTS).map((sum, at) => {
    const steps = at === 0 ? ERROR_SHARE : OF_PLACE[(at - 1) % OF_PLACE.length];
    return sum === 0 ? null : unfolded(sum - 1) / (n * (steps ?? 2 ** -Math.min(power, 52)));
  });
}
