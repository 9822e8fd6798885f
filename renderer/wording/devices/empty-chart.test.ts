import { expect, it } from 'vitest';
import { translationTo } from '../../../messages/translation.ts';
import { madeUpDevice, madeUpReading } from '../../tests/made-up-device.ts';
import { emptyChartText } from './empty-chart.ts';

const english = translationTo('en');

it('promises a reading only to those that will have one', () => {
  const device = madeUpDevice();
  expect(emptyChartText(english, device, 'rate', 'quarter', true)).toMatch(/^The first reading/);
  expect(emptyChartText(english, { ...device, reading: null }, 'heat', 'quarter', true)).toMatch(
    /^The first reading/,
  );
  const error = { kind: 'timeout', limitMs: 1_000 } as const;
  expect(emptyChartText(english, { ...device, error }, 'heat', 'quarter', true)).toBe(
    'Nothing was measured in the last 15 minutes.',
  );
});

it('promises none where machines are not watched', () => {
  for (const reading of [null, madeUpReading()]) {
    const device = madeUpDevice({ reading });
    expect(emptyChartText(english, device, 'heat', 'quarter', false)).toMatch(/not watched/);
  }
});

it('says what a machine does not report', () => {
  const reading = madeUpReading({ hashesPerSecond: null, boards: [], fans: [] });
  const device = madeUpDevice({ reading });
  expect(emptyChartText(english, device, 'rate', 'quarter', true)).toMatch(/no hash rate/);
  expect(emptyChartText(english, device, 'heat', 'quarter', true)).toMatch(/neither/);
});
