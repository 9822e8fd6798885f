import { expect, it } from 'vitest';
import { weekHoursText } from '../../../../../src-core/config/week-hours.ts';
import { hoursOfSetting, painted, stateOf } from './week-cells.ts';

const textAfter = (before: string | null, ...paint: [number, number, number, number, boolean]) => {
  const [fromDay, fromHour, day, hour, isOn] = paint;
  const from = { day: fromDay, hour: fromHour };
  return weekHoursText(painted(hoursOfSetting(before), from, { day, hour }, isOn));
};

it('shows hours as on, off or in part', () => {
  const week = hoursOfSetting('tue 22:30-00:00');
  expect([21, 22, 23].map((hour) => stateOf(week, { day: 1, hour }))).toEqual([
    'off',
    'part',
    'on',
  ]);
  expect(stateOf(hoursOfSetting(null), { day: 6, hour: 23 })).toBe('on');
});

it('paints a rectangle between any two corners', () => {
  expect(textAfter('sun 10:00-11:00', 4, 7, 0, 6, true)).toBe(
    'mon-fri 06:00-08:00, sun 10:00-11:00',
  );
  expect(textAfter(null, 0, 8, 6, 17, false)).toBe('mon-sun 18:00-08:00');
  expect(textAfter('mon 10:00-11:00', 0, 10, 0, 10, false)).toBe('');
});

it('keeps minutes that are not painted', () => {
  expect(textAfter('mon 10:30-12:15', 0, 11, 0, 11, false)).toBe(
    'mon 10:30-11:00, mon 12:00-12:15',
  );
});
