/** Points that are not in their tables yet, oldest first: the ones that run, and those that wait. */
import { merged } from './point-kinds.ts';
import type { Point, PointKind } from './point-kinds.ts';

export interface UnwrittenPoints {
  /** Adds a measurement to the point of its time. */
  add(point: Point): void;
  all(): readonly Point[];
  of(kind: PointKind, name: string): readonly Point[];
  /** Those that end before a time (seconds since the Unix epoch), or begin after it as the clock was set back. */
  endedBy(now: number): readonly Point[];
  /** To be called when they are in their tables. */
  remove(points: readonly Point[]): void;
}

/** Twenty minutes of 200 machines while nothing can be written; then the oldest are dropped. */
const MOST = 24_000;

/** Holds no points at first. */
export function createUnwrittenPoints(): UnwrittenPoints {
  const points = new Map<string, Point>();
  return {
    add(point) {
      const key = keyOf(point);
      const before = points.get(key);
      points.set(key, before === undefined ? point : merged(before, point));
      for (const oldest of points.keys()) {
        if (points.size <= MOST) break;
        points.delete(oldest);
      }
    },
    all: () => [...points.values()],
    of: (kind, name) =>
      [...points.values()].filter((point) => point.kind === kind && point.name === name),
    endedBy: (now) => [...points.values()].filter(({ at, span }) => at + span <= now || at > now),
    remove(written) {
      for (const point of written) {
        if (points.get(keyOf(point)) === point) points.delete(keyOf(point));
      }
    },
  };
}

function keyOf({ kind, at, span, name }: Point): string {
  return `${kind} ${at} ${span} ${name}`;
}
