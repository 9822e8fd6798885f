import { useEffect, useState } from 'react';
import type { HistoryMark } from '../../../../contract/screen-contract.ts';
import { getMarks } from '../../../bridge.ts';
import { CHART_POINTS } from '../../../stores/charts/chart-ranges.ts';
import type { ChartView, TimeSpan } from '../../../stores/charts/chart-store.ts';
import { loadView } from './load-view.ts';
import type { ChartData, LoadMarks, LoadSamples } from './load-view.ts';

/** A chart that ends now is drawn again when it has moved by a part of a point, but this often. */
const SOONEST_MS = 5_000;
const LATEST_MS = 60_000;
const PARTS_OF_A_POINT = 3;

/**
 * The samples and marks that a view shows, refreshed while it ends now. Those of the view before stay
 * until the new ones are there, marks a moment longer than samples; null until the first are.
 * @param load the same function as long as it asks for the same line
 * @param machines keys: other machines' marks are left out; the same array as long as they are the same
 */
export function useChartData<Sample extends { readonly atMs: number }>(
  view: ChartView,
  load: LoadSamples<Sample>,
  machines?: readonly string[],
): ChartData<Sample> | null {
  const [loaded, setLoaded] = useState<{
    readonly load: LoadSamples<Sample>;
    readonly data: ChartData<Sample>;
  } | null>(null);
  useEffect(() => {
    let isOver = false;
    let isDrawn = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const refresh = async (): Promise<void> => {
      try {
        const loadMarks: LoadMarks = async (span) => {
          const marks = await getMarks({ ...span, machines });
          return machines === undefined ? marks : marks.filter(isOfMachines);
        };
        const data = await loadView(view, load, loadMarks, Date.now(), (shown) => {
          if (isOver || isDrawn) return;
          setLoaded((before) => ({
            load,
            data: { ...shown, marks: marksWithin(before?.data.marks ?? [], shown), view },
          }));
        });
        isDrawn = true;
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
  }, [view, load, machines]);
  return loaded?.load === load ? loaded.data : null;
}

/** This computer's own workers have no part in what machines do. */
function isOfMachines(mark: HistoryMark): boolean {
  return !('worker' in mark) || mark.worker === 'stratum';
}

function marksWithin(
  marks: readonly HistoryMark[],
  { fromMs, untilMs }: TimeSpan,
): readonly HistoryMark[] {
  return marks.filter(({ atMs }) => atMs >= fromMs && atMs <= untilMs);
}

function pauseMs({ range }: ChartView): number {
  const pointMs = range.spanMs / CHART_POINTS;
  return Math.min(LATEST_MS, Math.max(SOONEST_MS, pointMs / PARTS_OF_A_POINT));
}
