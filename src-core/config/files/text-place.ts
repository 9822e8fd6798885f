/** Where in a text something is. */
import type { RepeatedKey } from '../config-keys.ts';
import type { TextPlace } from '../config-error.ts';

/** Of a thousand repeated keys, one says as much as all. */
const MOST_REPEATED = 10;

/** A key that was found again. */
export interface FoundAgain {
  readonly key: string;
  readonly offset: number;
}

/** Line and column of an offset, both from 1. */
export function placeAt(text: string, offset: number): TextPlace {
  const lines = text.slice(0, offset).split(/\r\n|\n|\r/);
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}

/** The first of the keys, with their lines. */
export function repeatedIn(text: string, found: readonly FoundAgain[]): RepeatedKey[] {
  return found
    .slice(0, MOST_REPEATED)
    .map(({ key, offset }) => ({ key, line: placeAt(text, offset).line }));
}
