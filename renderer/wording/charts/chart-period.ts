/** The time that a chart shows, in words. */
import type { Translation } from '../../../messages/translation.ts';
import type { ChartView, TimeSpan } from '../../stores/charts/chart-store.ts';
import { dayText, timeOfDayText } from '../figures/moments.ts';

/** Shorter spans are written with seconds, ms. */
const WITH_SECONDS_MS = 600_000;

/** After a preposition: `the last 24 hours`, `the time from 23 Nov 2026, 06:00 – 07:30`. */
export function periodText(translation: Translation, { range, zoom }: ChartView): string {
  return translation.t('charts.period', {
    range: zoom === null ? range.id : 'zoom',
    span: zoom === null ? '' : spanText(translation, zoom),
  });
}

/** From when until when: `23 Nov 2026, 06:00 – 07:30`, with both days where they differ. */
export function spanText(translation: Translation, { fromMs, untilMs }: TimeSpan): string {
  const seconds = untilMs - fromMs < WITH_SECONDS_MS;
  const [from, until] = [fromMs, untilMs].map((atMs) => ({
    day: dayText(translation, atMs),
    time: timeOfDayText(translation, atMs, seconds),
  })) as [Moment, Moment];
  const end = from.day === until.day ? until.time : `${until.day}, ${until.time}`;
  return `${from.day}, ${from.time} – ${end}`;
}

interface Moment {
  readonly day: string;
  readonly time: string;
}
