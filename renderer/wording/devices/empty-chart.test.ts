import { expect, it } from 'vitest';
import { translationTo } from '../../../messages/translation.ts';
import { madeUpDevice, madeUpReading } from '../../tests/made-up-device.ts';
import { CHART_RANGES } from '../../stores/charts/chart-ranges.ts';
import { emptyChartText } from './empty-chart.ts';

const english = translationTo('en');
const VIEW = { range: CHART_RANGES[0], zoom: null };

it('promises a reading only to those that will have one', () => {
  const device = madeUpDevice();
  expect(emptyChartText(english, device, 'rate', VIEW, true)).toMatch(/^The first reading/);
  expect(emptyChartText(english, { ...device, reading: null }, 'parts', VIEW, true)).toMatch(
    /^The first reading/,
  );
  const error = { kind: 'timeout', limitMs: 1_000 } as const;
  expect(emptyChartText(english, { ...device, error }, 'parts', VIEW, true)).toBe(
    'Nothing was measured in the last hour.',
  );
});

it('promises none where machines are not watched', () => {
  for (const reading of [null, madeUpReading()]) {
    const device = madeUpDevice({ reading });
    expect(emptyChartText(english, device, 'parts', VIEW, false)).toMatch(/not watched/);
  }
});

it('promises nothing for a time that is over', () => {
  const zoom = { fromMs: Date.UTC(2026, 10, 23), untilMs: Date.UTC(2026, 10, 24) };
  expect(emptyChartText(english, madeUpDevice(), 'rate', { ...VIEW, zoom }, true)).toMatch(
    /^Nothing was measured in the time from 2\d Nov 2026/,
  );
});

it('says what a machine does not report', () => {
  const nothing = {
    ...{ hashesPerSecond: null, boards: [], fans: [] },
    ...{ hardwareErrorShare: null, hardwareErrors: null },
  };
  const reading = madeUpReading(nothing);
  const device = madeUpDevice({ reading });
  expect(emptyChartText(english, device, 'rate', VIEW, true)).toMatch(/no hash rate/);
  expect(emptyChartText(english, device, 'parts', VIEW, true)).toMatch(/neither/);
});
