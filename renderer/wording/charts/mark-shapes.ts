/** How the marks on a time line are drawn, and which one stands for several. */
import type { HistoryMark } from '../../../contract/screen-contract.ts';

interface MarkShape {
  readonly tone: 'accent' | 'good' | 'calm' | 'bad';
  /** Paths on a grid of 12 by 12. */
  readonly path: string;
  /** Of several in one place, the one with the most is drawn. */
  readonly weight: number;
}

const CROSS = 'M3 3l6 6M9 3l-6 6';
const RING = 'M6 2.5a3.5 3.5 0 1 0 .01 0z';
const PLAY = 'M4 2.5v7l5.5-3.5z';
const PAUSE = 'M4 2.5v7M8 2.5v7';

const SHAPES: Readonly<Record<HistoryMark['kind'], MarkShape>> = {
  block: { tone: 'accent', path: 'M6 1.5 10.5 6 6 10.5 1.5 6z', weight: 9 },
  'broke-down': { tone: 'bad', path: 'M6 2v5M6 9.6v.1', weight: 8 },
  'node-lost': { tone: 'bad', path: CROSS, weight: 7 },
  'machine-left': { tone: 'bad', path: 'M2.5 4 6 8.5 9.5 4', weight: 6 },
  'machine-fault': { tone: 'bad', path: 'M6 2 10.5 10h-9zM6 5v2.5', weight: 6 },
  'fallback-used': { tone: 'calm', path: 'M2 4.5h8L7.5 2M10 7.5H2L4.5 10', weight: 5 },
  stopped: { tone: 'calm', path: 'M3 3h6v6H3z', weight: 4 },
  paused: { tone: 'calm', path: PAUSE, weight: 4 },
  'worker-stopped': { tone: 'bad', path: PAUSE, weight: 5 },
  'settings-changed': { tone: 'calm', path: 'M2 4h8M2 8h8M7.5 2.5v3M4.5 6.5v3', weight: 3 },
  started: { tone: 'calm', path: PLAY, weight: 2 },
  resumed: { tone: 'calm', path: PLAY, weight: 2 },
  'worker-resumed': { tone: 'good', path: PLAY, weight: 1 },
  'node-back': { tone: 'good', path: RING, weight: 1 },
  'machine-well': { tone: 'good', path: 'M2.5 6.5 5 9l4.5-6', weight: 1 },
  more: { tone: 'calm', path: 'M2 6h.1M6 6h.1M10 6h.1', weight: 0 },
  'machine-came': { tone: 'good', path: 'M2.5 8 6 3.5 9.5 8', weight: 1 },
};

/** How a kind of mark is drawn: its tone, its path in a square of 12, and its weight among others. */
export function markShape(kind: HistoryMark['kind']): MarkShape {
  return SHAPES[kind];
}

/** The weightiest mark of several. */
export function foremostMark(marks: readonly [HistoryMark, ...HistoryMark[]]): HistoryMark {
  return marks.reduce((one, other) =>
    SHAPES[other.kind].weight > SHAPES[one.kind].weight ? other : one,
  );
}

/** From this weight on, mining or a part of it ended. */
const INTERRUPTION_WEIGHT = SHAPES.stopped.weight;

/** The weightiest mark of several at which mining or a part of it ended: blocks around it must not hide it. */
export function interruption(marks: readonly HistoryMark[]): HistoryMark | null {
  const [first, ...rest] = marks.filter(
    ({ kind }) => kind !== 'block' && SHAPES[kind].weight >= INTERRUPTION_WEIGHT,
  );
  return first === undefined ? null : foremostMark([first, ...rest]);
}
