/** The time that a chart shows: up to now, zoomed, moved, or selected with the pointer. Pure. */
import type { ChartView, TimeSpan } from '../../../stores/charts/chart-store.ts';

/** Samples are ten seconds apart: less would be a handful of points. */
const LEAST_MS = 120_000;
/** No history is longer. */
const MOST_MS = 5 * 365 * 86_400_000;
/** A chart that ends now shows this much at least, however young its first measurement is. */
const LEAST_LIVE_MS = 180_000;

/** The time that a view asks for at `nowMs`. */
export function spanOf({ range, zoom }: ChartView, nowMs: number): TimeSpan {
  return zoom ?? { fromMs: nowMs - range.spanMs, untilMs: nowMs };
}

/**
 * The left edge of a chart that ends now: the start of its range, or its first measurement while that
 * is younger, so that the first minutes do not hide in a corner.
 */
export function liveStartMs(
  samples: readonly { readonly atMs: number }[],
  { fromMs, untilMs }: TimeSpan,
): number {
  const first = samples[0]?.atMs ?? untilMs;
  return Math.min(untilMs - LEAST_LIVE_MS, Math.max(fromMs, first));
}

/** Shows `factor` times as much time, with what is at `anchorMs` staying where it is. */
export function zoomed(span: TimeSpan, factor: number, anchorMs: number, nowMs: number): TimeSpan {
  const fromMs = anchorMs - (anchorMs - span.fromMs) * factor;
  return bounded({ fromMs, untilMs: anchorMs + (span.untilMs - anchorMs) * factor }, nowMs);
}

/** Goes this part of its length to later times, or to earlier ones where it is negative. */
export function moved(span: TimeSpan, part: number, nowMs: number): TimeSpan {
  const byMs = (span.untilMs - span.fromMs) * part;
  return bounded({ fromMs: span.fromMs + byMs, untilMs: span.untilMs + byMs }, nowMs);
}

/** The time between two points of the width, each 0 at the left edge and 1 at the right one. */
export function selected(span: TimeSpan, one: number, other: number, nowMs: number): TimeSpan {
  const at = (part: number): number => timeAt(span, Math.min(1, Math.max(0, part)));
  const edges = { fromMs: at(Math.min(one, other)), untilMs: at(Math.max(one, other)) };
  return bounded(edges, nowMs);
}

/** The time at a point of the width. */
export function timeAt({ fromMs, untilMs }: TimeSpan, part: number): number {
  return fromMs + (untilMs - fromMs) * part;
}

/** Neither shorter nor longer than makes sense, around its middle, and not in the future. */
function bounded({ fromMs, untilMs }: TimeSpan, nowMs: number): TimeSpan {
  const length = Math.min(MOST_MS, Math.max(LEAST_MS, untilMs - fromMs));
  const until = Math.round(Math.min(nowMs, (fromMs + untilMs + length) / 2));
  const from = Math.max(0, Math.round(until - length));
  return { fromMs: from, untilMs: until };
}
