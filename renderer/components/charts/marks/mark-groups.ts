/** Marks that would lie on each other become one. Pure. */
import type { HistoryMark } from '../../../../contract/screen-contract.ts';
import type { TimeSpan } from '../../../stores/charts/chart-store.ts';
import { interruption } from '../../../wording/charts/mark-shapes.ts';

export interface MarkGroup {
  /** Oldest first. */
  readonly marks: readonly [HistoryMark, ...HistoryMark[]];
  /** Where it is drawn, from 0 at the left edge to 1 at the right one; it stays this far from both: */
  readonly part: number;
  /** Half of its width, px. */
  readonly halfPx: number;
}

/**
 * The marks of a span, oldest first, those closer to the place of their group than it is wide together. Groups at an
 * end stand further in than their time, so that they do not lie on the numbers of the axes beside it.
 * @param nearestPx from one mark to the next
 * @param widthPx of the span
 */
export function groupMarks(
  marks: readonly HistoryMark[],
  { fromMs, untilMs }: TimeSpan,
  widthPx: number,
  nearestPx: number,
): readonly MarkGroup[] {
  const partOf = ({ atMs }: HistoryMark): number => (atMs - fromMs) / (untilMs - fromMs);
  const pxOf = (mark: HistoryMark): number => partOf(mark) * widthPx;
  const placeOf = ([first]: Group, room: number): number => {
    const half = (room - GAP_PX) / 2;
    return Math.max(half, Math.min(pxOf(first), widthPx - half));
  };
  const areTooClose = (group: Group, px: number): boolean => {
    const room = roomPx(group, nearestPx);
    return px - placeOf(group, room) < room;
  };

  const groups: Group[] = [];
  for (const mark of marks) {
    if (mark.atMs < fromMs || mark.atMs > untilMs) continue;
    const last = groups.at(-1);
    if (last !== undefined && areTooClose(last, pxOf(mark))) last.push(mark);
    else groups.push([mark]);
  }
  // The last one has moved away from the end.
  for (let last = groups.pop(); last !== undefined; last = groups.pop()) {
    const before = groups.at(-1);
    if (before === undefined || !areTooClose(before, placeOf(last, roomPx(last, nearestPx)))) {
      groups.push(last);
      break;
    }
    before.push(...last);
  }
  return groups.map((group) => ({
    marks: group,
    part: partOf(group[0]),
    halfPx: (roomPx(group, nearestPx) - GAP_PX) / 2,
  }));
}

type Group = [HistoryMark, ...HistoryMark[]];

/** Between two marks, px. */
const GAP_PX = 6;

/** A digit of a count of marks, px. */
const DIGIT_PX = 8;
/** What parts thousands, px. */
const SEPARATOR_PX = 4;
/** A shape beside it, px. */
const SHAPE_PX = 12;

/** What a group takes: one of many marks is as wide as its count and the shape of an interruption. */
function roomPx(marks: readonly HistoryMark[], nearestPx: number): number {
  const shape = marks.length > 1 && interruption(marks) !== null ? SHAPE_PX : 0;
  const further = String(countMarks(marks)).length - 1;
  return nearestPx + shape + DIGIT_PX * further + SEPARATOR_PX * Math.floor(further / 3);
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
