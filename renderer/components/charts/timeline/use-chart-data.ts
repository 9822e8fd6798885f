import { useEffect, useState } from 'react';
import type { HistoryMark } from '../../../../contract/screen-contract.ts';
import { getMarks } from '../../../bridge.ts';
import { CHART_POINTS } from '../../../stores/chart-store.ts';
import type { ChartView, TimeSpan } from '../../../stores/chart-store.ts';
import { liveStartMs, spanOf } from './time-span.ts';

/** What the history is asked for: times in ms since the Unix epoch, and the most points. */
export interface ChartQuery {
  readonly fromMs: number;
  readonly toMs: number;
  readonly points: number;
}

/** Asks for the samples of a time, oldest first. */
export type LoadSamples<Sample> = (query: ChartQuery) => Promise<readonly Sample[]>;

/** What a chart draws: its edges, and what was measured and happened between them. */
export interface ChartData<Sample> extends TimeSpan {
  readonly samples: readonly Sample[];
  /** Oldest first. */
  readonly marks: readonly HistoryMark[];
  /** What was asked for. */
  readonly view: ChartView;
}

/** A chart that ends now is drawn again when it has moved by a part of a point, but this often. */
const SOONEST_MS = 5_000;
const LATEST_MS = 60_000;
const PARTS_OF_A_POINT = 3;

/**
 * The samples and marks that a view shows, refreshed while it ends now. Those of the view before stay
 * until the new ones are there; null until the first are.
 * @param load the same function as long as it asks for the same line
 */
export function useChartData<Sample extends { readonly atMs: number }>(
  view: ChartView,
  load: LoadSamples<Sample>,
): ChartData<Sample> | null {
  const [loaded, setLoaded] = useState<{
    readonly load: LoadSamples<Sample>;
    readonly data: ChartData<Sample>;
  } | null>(null);
  useEffect(() => {
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const refresh = async (): Promise<void> => {
      try {
        const data = await loadView(view, load, Date.now());
        if (!isOver) setLoaded({ load, data });
      } finally {
        if (!isOver && view.zoom === null) timer = setTimeout(() => void refresh(), pauseMs(view));
      }
    };
    void refresh();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [view, load]);
  return loaded?.load === load ? loaded.data : null;
}

async function loadView<Sample extends { readonly atMs: number }>(
  view: ChartView,
  load: LoadSamples<Sample>,
  nowMs: number,
): Promise<ChartData<Sample>> {
  const span = spanOf(view, nowMs);
  const toMs = span.untilMs;
  const [samples, marks] = await Promise.all([
    load({ fromMs: span.fromMs, toMs, points: CHART_POINTS }),
    getMarks({ fromMs: span.fromMs, toMs }),
  ]);
  if (view.zoom !== null) return { ...span, samples, marks, view };
  return { ...(await closerLook(span, samples, load)), marks, view };
}

/** Where the first measurement is much younger than the range, there are finer points since then. */
async function closerLook<Sample extends { readonly atMs: number }>(
  span: TimeSpan,
  samples: readonly Sample[],
  load: LoadSamples<Sample>,
): Promise<TimeSpan & { readonly samples: readonly Sample[] }> {
  const { fromMs, untilMs } = span;
  const startMs = liveStartMs(samples, span);
  // The first point is a mean: what it is of began up to a point earlier.
  const sinceMs = Math.max(fromMs, startMs - (untilMs - fromMs) / CHART_POINTS);
  if (samples.length === 0 || untilMs - sinceMs > (untilMs - fromMs) / 2) {
    return { fromMs: startMs, untilMs, samples };
  }
  const finer = await load({ fromMs: sinceMs, toMs: untilMs, points: CHART_POINTS });
  return closerLook({ fromMs: sinceMs, untilMs }, finer, load);
}

function pauseMs({ range }: ChartView): number {
  const pointMs = range.spanMs / CHART_POINTS;
  return Math.min(LATEST_MS, Math.max(SOONEST_MS, pointMs / PARTS_OF_A_POINT));
}
