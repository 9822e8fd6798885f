/**
 * What a machine measured of itself in a time: its rate and temperatures, each board and each fan. One list, in
 * memory and in the journal as it is, in the table of points packed into some 45 bytes: see part-bytes.ts. As
 * columns, those of 20 machines would take some 240 MB a year.
 */

/** Values in a fixed order, `CHANNELS`; null where nothing was reported, and short of channels that nothing is known of. */
export type PartValues = readonly (number | null)[];

/** Boards, and fans, of which more than a machine has are not kept. */
export const MOST_PARTS = 8;

interface Channel {
  /** A mean over the time, or a count as it was at its end. */
  readonly merge: 'mean' | 'last';
  /** How exactly it is kept: steps in one. Null for rates, which have a unit of their own in each point. */
  readonly steps: number | null;
  /** It may be below zero. */
  readonly isSigned?: boolean;
}

const RATE: Channel = { merge: 'mean', steps: null };
const CELSIUS: Channel = { merge: 'mean', steps: 10, isSigned: true };
const RPM: Channel = { merge: 'mean', steps: 0.25 };
const WATTS: Channel = { merge: 'mean', steps: 1 };
const SHARE: Channel = { merge: 'mean', steps: 1e6 };
const COUNT: Channel = { merge: 'last', steps: 1 };

/** Of the whole machine: part of its results that were errors, rate, hottest chip, mean of its fans, power. */
const OF_MACHINE = [SHARE, RATE, CELSIUS, RPM, WATTS];
/** Of a board: its chips, the board beside them, rate, errors since the machine started. */
const OF_BOARD = [CELSIUS, CELSIUS, RATE, COUNT];

/** The machine, each board, then each fan. */
export const CHANNELS: readonly Channel[] = [
  ...OF_MACHINE,
  ...Array.from({ length: MOST_PARTS }, () => OF_BOARD).flat(),
  ...Array.from({ length: MOST_PARTS }, () => RPM),
];

/** Where in the list the values of a board begin, and how many it has. */
export const BOARDS_AT = OF_MACHINE.length;
export const VALUES_OF_BOARD = OF_BOARD.length;
/** Where those of the fans begin. */
export const FANS_AT = BOARDS_AT + MOST_PARTS * VALUES_OF_BOARD;

/** Values of a time, and how much they weigh in a mean. */
export interface WeighedParts {
  readonly values: PartValues;
  readonly n: number;
}

/** The values of several times as one, oldest first. What one does not know counts for nothing. */
export function mergedParts(times: readonly WeighedParts[]): PartValues {
  const most = Math.max(0, ...times.map(({ values }) => values.length));
  return CHANNELS.slice(0, most).map(({ merge }, at) => {
    let [value, weight] = [0, 0];
    for (const { values, n } of times) {
      const each = values[at] ?? null;
      if (each === null) continue;
      value = merge === 'last' ? each : value + each * n;
      weight = merge === 'last' ? 1 : weight + n;
    }
    const mean = value / weight;
    return weight === 0 || !Number.isFinite(mean) ? null : mean;
  });
}
