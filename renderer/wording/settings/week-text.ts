/** The hours of a week in words. */
import { dayHoursOf, timeText, WEEK } from '../../../src-core/config/week-hours.ts';
import type { WeekHours } from '../../../src-core/config/week-hours.ts';
import type { Translation } from '../../../messages/translation.ts';

/** `Mon–Fri 22:00–07:00, Sat–Sun all day · 93 hours a week`; `Always` for all hours. */
export function weekText(translation: Translation, week: WeekHours): string {
  const { t, number } = translation;
  const hours = week.reduce((sum, { from, to }) => sum + to - from, 0) / 60;
  if (hours * 60 === WEEK) return t('rests.always');
  const days = dayHoursOf(week).map(({ firstDay, lastDay, from, to }) => {
    const first = dayName(translation, firstDay);
    const names = firstDay === lastDay ? first : `${first}–${dayName(translation, lastDay)}`;
    const isWhole = from === 0 && to === 24 * 60;
    return `${names} ${isWhole ? t('rests.allDay') : `${timeText(from)}–${timeText(to)}`}`;
  });
  const count = t('rests.hours', { hours: number(hours, { maximumFractionDigits: 1 }) });
  return `${days.join(', ')} · ${count}`;
}

/** Monday is 0. */
export function dayName(
  { date }: Translation,
  day: number,
  weekday: 'short' | 'long' = 'short',
): string {
  // The first of January 2024 was a Monday.
  return date(new Date(2024, 0, 1 + day), { weekday });
}
