/** Asks for what a chart shows. */
import type { HistoryMark } from '../../../../contract/screen-contract.ts';
import { CHART_POINTS } from '../../../stores/charts/chart-ranges.ts';
import type { ChartView, TimeSpan } from '../../../stores/charts/chart-store.ts';
import { liveStartMs, spanOf } from './time-span.ts';

/** What the history is asked for: times in ms since the Unix epoch, and the most points. */
export interface ChartQuery {
  readonly fromMs: number;
  readonly toMs: number;
  readonly points: number;
}

/** Asks for the samples of a time, oldest first. */
export type LoadSamples<Sample> = (query: ChartQuery) => Promise<readonly Sample[]>;

export type LoadMarks = (span: {
  readonly fromMs: number;
  readonly toMs: number;
}) => Promise<readonly HistoryMark[]>;

/** What a chart draws: its edges, and what was measured and happened between them. */
export interface ChartData<Sample> extends TimeSpan {
  readonly samples: readonly Sample[];
  /** Oldest first. */
  readonly marks: readonly HistoryMark[];
  /** What was asked for. */
  readonly view: ChartView;
}

/** What was measured in the time shown. */
type ShownSamples<Sample> = Omit<ChartData<Sample>, 'marks' | 'view'>;

/**
 * The samples and marks of a view at `nowMs`.
 * @param onSamples called with the samples as soon as they are there: marks of a long time come later
 */
export async function loadView<Sample extends { readonly atMs: number }>(
  view: ChartView,
  load: LoadSamples<Sample>,
  loadMarks: LoadMarks,
  nowMs: number,
  onSamples: (shown: ShownSamples<Sample>) => void = () => undefined,
): Promise<ChartData<Sample>> {
  const span = spanOf(view, nowMs);
  const samples = await load({ fromMs: span.fromMs, toMs: span.untilMs, points: CHART_POINTS });
  const shown = view.zoom === null ? await closerLook(span, samples, load) : { ...span, samples };
  // Marks are thinned by the time asked for: that which is shown, not the range.
  const asked = loadMarks({ fromMs: shown.fromMs, toMs: shown.untilMs });
  onSamples(shown);
  return { ...shown, marks: await asked, view };
}

/** Where the first measurement is much younger than the range, there are finer points since then. */
async function closerLook<Sample extends { readonly atMs: number }>(
  span: TimeSpan,
  samples: readonly Sample[],
  load: LoadSamples<Sample>,
): Promise<ShownSamples<Sample>> {
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
