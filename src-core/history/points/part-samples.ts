/** A sample of a machine's own readings as the list of part-values.ts, and back. */
import type { BoardSample, DeviceSample } from '../../state/snapshot-types.ts';
import { BOARDS_AT, FANS_AT, MOST_PARTS, VALUES_OF_BOARD } from './part-values.ts';
import type { PartValues } from './part-values.ts';

/** What of a sample is kept as parts. */
type PartsSample = Pick<
  DeviceSample,
  'hardwareErrorShare' | 'hashesPerSecond' | 'celsius' | 'fanSpeed' | 'watts' | 'boards' | 'fans'
>;

/** In the order of part-values.ts. */
export function partValues(sample: PartsSample): PartValues {
  const { hardwareErrorShare, hashesPerSecond, celsius, fanSpeed, watts, boards, fans } = sample;
  const places = Array.from({ length: MOST_PARTS }, (_, at) => at);
  return [
    ...[hardwareErrorShare, hashesPerSecond, celsius, fanSpeed, watts],
    ...places.flatMap((at) => valuesOfBoard(boards[at])),
    ...places.slice(0, fans.length).map((at) => fans[at] ?? null),
  ];
}

function valuesOfBoard(board: BoardSample | undefined): PartValues {
  const { celsius, boardCelsius, hashesPerSecond, hardwareErrors } = board ?? NO_BOARD;
  return [celsius, boardCelsius, hashesPerSecond, hardwareErrors];
}

const NO_BOARD: BoardSample = {
  celsius: null,
  boardCelsius: null,
  hashesPerSecond: null,
  hardwareErrors: null,
};

/** What `partValues` makes values of; boards and fans after the last that reported anything are left out. */
export function partsOf(values: PartValues): PartsSample {
  const [share = null, hashesPerSecond = null, celsius = null, fanSpeed = null, watts = null] =
    values;
  const boards = Array.from({ length: MOST_PARTS }, (_, at) => boardAt(values, at));
  const fans = values.slice(FANS_AT);
  return {
    ...{ hardwareErrorShare: share, hashesPerSecond, celsius, fanSpeed, watts },
    boards: boards.slice(0, 1 + boards.findLastIndex(isReported)),
    fans: fans.slice(0, 1 + fans.findLastIndex((speed) => speed !== null)),
  };
}

function boardAt(values: PartValues, place: number): BoardSample {
  const at = BOARDS_AT + place * VALUES_OF_BOARD;
  const [celsius = null, boardCelsius = null, hashesPerSecond = null, hardwareErrors = null] =
    values.slice(at, at + VALUES_OF_BOARD);
  return { celsius, boardCelsius, hashesPerSecond, hardwareErrors };
}

function isReported(board: BoardSample): boolean {
  return Object.values(board).some((value) => value !== null);
}
