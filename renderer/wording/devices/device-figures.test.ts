import { expect, it } from 'vitest';
import { translationTo } from '../../../messages/translation.ts';
import { madeUpReading } from '../../tests/made-up-device.ts';
import {
  celsiusText,
  costPerDayText,
  efficiencyText,
  fanRangeText,
  fansText,
  hottestCelsius,
} from './device-figures.ts';

const english = translationTo('en');
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

it('takes the hottest chip, or the hottest board if no chip reports one', () => {
  const reading = madeUpReading();
  expect(hottestCelsius(reading)).toBe(72.4);
  const boards = reading.boards.map((board) => ({ ...board, chipTemperature: null }));
  expect(hottestCelsius({ ...reading, boards })).toBe(60);
  expect(hottestCelsius({ ...reading, boards: [] })).toBeNull();
  expect(hottestCelsius(null)).toBeNull();
});

it('writes figures in their units', () => {
  expect(plain(celsiusText(english, 72.4))).toBe('72 °C');
  expect(celsiusText(english, null)).toBe('–');
  expect(plain(fansText(english, [2940, 0]))).toBe('2,940 / 0 rpm');
  expect(fansText(english, [])).toBe('–');
  expect(plain(efficiencyText(english, 79))).toBe('79.0 J/TH');
});

it('names the slowest and the fastest fan where there is no room for each', () => {
  expect(fanRangeText(english, [2940, 3000, 0, 2950])).toBe('0–3,000 rpm');
  expect(fanRangeText(english, [2940, 2940])).toBe('2,940 rpm');
  expect(fanRangeText(english, [])).toBe('–');
});

it.each([
  [9_990, '9,990 J/TH'],
  [12_300, '12.3 J/GH'],
  [3.3e9, '3.30 J/kH'],
  [5e15, '5,000 J/H'],
])('writes %d joules per terahash for an amount of hashes that is easy to read', (joules, text) => {
  expect(plain(efficiencyText(english, joules))).toBe(text);
});

it('says what a day costs in the currency of the user', () => {
  expect(plain(costPerDayText(translationTo('de'), 1000, 0.3, 'EUR'))).toBe('7,20 €');
  expect(plain(costPerDayText(english, 1000, 0.3, 'GBP'))).toBe('£7.20');
});
