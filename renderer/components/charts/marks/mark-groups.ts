/** Marks that would lie on each other become one. Pure. */
import type { HistoryMark } from '../../../../contract/screen-contract.ts';
import type { TimeSpan } from '../../../stores/charts/chart-store.ts';
import { interruption } from '../../../wording/charts/mark-shapes.ts';

export interface MarkGroup {
  /** Oldest first. */
  readonly marks: readonly [HistoryMark, ...HistoryMark[]];
  /** Where it is drawn, from 0 at the left edge to 1 at the right one. */
  readonly part: number;
}

/**
 * The marks of a span, oldest first, those closer to the first of their group than it is wide
 * together.
 * @param nearestPx width of one mark
 * @param widthPx of the span
 */
export function groupMarks(
  marks: readonly HistoryMark[],
  { fromMs, untilMs }: TimeSpan,
  widthPx: number,
  nearestPx: number,
): readonly MarkGroup[] {
  const msPerPx = (untilMs - fromMs) / Math.max(1, widthPx);
  const groups: [HistoryMark, ...HistoryMark[]][] = [];
  for (const mark of marks) {
    if (mark.atMs < fromMs || mark.atMs > untilMs) continue;
    const last = groups.at(-1);
    if (last !== undefined && mark.atMs - last[0].atMs < roomPx(last, nearestPx) * msPerPx) {
      last.push(mark);
    } else groups.push([mark]);
  }
  return groups.map((group) => ({
    marks: group,
    part: (group[0].atMs - fromMs) / (untilMs - fromMs),
  }));
}

/** A digit of a count of marks, px. */
const DIGIT_PX = 8;

/** A shape beside it, px. */
const SHAPE_PX = 12;

/** What a group takes: one of many marks is as wide as its count and the shape of an interruption. */
function roomPx(marks: readonly HistoryMark[], nearestPx: number): number {
  const shape = marks.length > 1 && interruption(marks) !== null ? SHAPE_PX : 0;
  return nearestPx + shape + DIGIT_PX * (String(countMarks(marks)).length - 1);
}

/**
 * Some marks of a group, oldest first: interruptions and changes before blocks, of which there may be many.
 * @param most how many at most
 */
export function listedMarks(marks: readonly HistoryMark[], most: number): readonly HistoryMark[] {
  const [blocks, others] = [true, false].map((is) =>
    marks.filter(({ kind }) => (kind === 'block') === is),
  ) as [HistoryMark[], HistoryMark[]];
  const listed = new Set([...others, ...blocks].slice(0, most));
  return marks.filter((mark) => listed.has(mark));
}

/** How many marks these are, with those that are left out. */
export function countMarks(marks: readonly HistoryMark[]): number {
  return marks.reduce((sum, mark) => sum + (mark.kind === 'more' ? mark.count : 1), 0);
}
