import { expect, it } from 'vitest';
import { CHART_RANGES } from './chart-ranges.ts';
import { showRange, useChartStore, zoomTo } from './chart-store.ts';

const [hour, day] = CHART_RANGES;

it('remembers range and zoom of each kind of chart by itself', () => {
  showRange('home', day);
  zoomTo('home', { fromMs: 1, untilMs: 2 });
  expect(useChartStore.getState().home).toEqual({ range: day, zoom: { fromMs: 1, untilMs: 2 } });
  expect(useChartStore.getState().machine).toEqual({ range: hour, zoom: null });
});

it('goes back to the range chosen last, and leaves the zoom for another range', () => {
  showRange('machine', day);
  zoomTo('machine', { fromMs: 1, untilMs: 2 });
  zoomTo('machine', null);
  expect(useChartStore.getState().machine).toEqual({ range: day, zoom: null });
  zoomTo('machine', { fromMs: 1, untilMs: 2 });
  showRange('machine', hour);
  expect(useChartStore.getState().machine).toEqual({ range: hour, zoom: null });
});
