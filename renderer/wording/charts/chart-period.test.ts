import { expect, it } from 'vitest';
import { translationTo } from '../../../messages/translation.ts';
import { CHART_RANGES } from '../../stores/charts/chart-ranges.ts';
import { periodText, spanText } from './chart-period.ts';

const [english, german] = [translationTo('en'), translationTo('de')];
const at = (day: number, hour: number, minute = 0): number =>
  new Date(2026, 10, day, hour, minute).getTime();

it('names the time that a chart shows', () => {
  const texts = CHART_RANGES.map((range) => periodText(english, { range, zoom: null }));
  expect(texts).toEqual([
    'the last hour',
    'the last 24 hours',
    'the last 7 days',
    'the last 30 days',
    'the last year',
  ]);
  const [range] = CHART_RANGES;
  const zoom = { fromMs: at(23, 6), untilMs: at(23, 7, 30) };
  expect(periodText(english, { range, zoom })).toBe('the time from 23 Nov 2026, 06:00 – 07:30');
  expect(periodText(german, { range, zoom: null })).toBe('der letzten Stunde');
});

it('writes both days where they differ, and seconds where they matter', () => {
  expect(spanText(english, { fromMs: at(23, 6), untilMs: at(24, 7) })).toBe(
    '23 Nov 2026, 06:00 – 24 Nov 2026, 07:00',
  );
  expect(spanText(english, { fromMs: at(23, 6), untilMs: at(23, 6, 5) })).toBe(
    '23 Nov 2026, 06:00:00 – 06:05:00',
  );
});
