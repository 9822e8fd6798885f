/** Lengths of time as people say them. */
import type { MessageId } from '../../../messages/catalogues.ts';
import type { Translation } from '../../../messages/translation.ts';
import { UNKNOWN } from './si-number.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;

interface Unit {
  readonly name: 'seconds' | 'minutes' | 'hours' | 'days' | 'years';
  /** In seconds. */
  readonly length: number;
  /** The text of this unit alone, and with the next smaller one. */
  readonly alone: MessageId;
  readonly withSmaller: MessageId;
}

/** The largest first. */
const UNITS: readonly Unit[] = [
  { name: 'years', length: YEAR, alone: 'units.years', withSmaller: 'units.yearsDays' },
  { name: 'days', length: DAY, alone: 'units.days', withSmaller: 'units.daysHours' },
  { name: 'hours', length: HOUR, alone: 'units.hours', withSmaller: 'units.hoursMinutes' },
  { name: 'minutes', length: MINUTE, alone: 'units.minutes', withSmaller: 'units.minutesSeconds' },
  { name: 'seconds', length: 1, alone: 'units.seconds', withSmaller: 'units.seconds' },
];

/**
 * A length of time in seconds, in at most two units: `8 s`, `2 min 10 s`, `2 h 10 min`, `3 d 4 h`.
 */
export function durationText({ t }: Translation, seconds: number | null): string {
  if (seconds === null || !Number.isFinite(seconds)) return UNKNOWN;
  const at = UNITS.findIndex(({ length }) => seconds >= length);
  const [large, small] = UNITS.slice(at, at + 2);
  if (at < 0 || large === undefined) return t('units.underSecond');
  const whole = Math.floor(seconds / large.length);
  const rest = small && Math.floor((seconds - whole * large.length) / small.length);
  if (small === undefined || !rest) return t(large.alone, { [large.name]: whole });
  return t(large.withSmaller, { [large.name]: whole, [small.name]: rest });
}

/**
 * An expectation in seconds, rounded as one would say it: `about 8 s`, `about 3 minutes`,
 * `about 2 h 10 min`, `about 4 days`. Blocks are found by chance, so finer figures would mean nothing.
 */
export function aboutText({ t }: Translation, seconds: number | null): string {
  if (seconds === null || !Number.isFinite(seconds) || seconds < 0) return UNKNOWN;
  if (seconds < 1) return t('units.underSecond');
  const rounded = Math.round(seconds);
  if (rounded < MINUTE) return t('units.aboutSeconds', { seconds: rounded });
  const minutes = Math.round(seconds / MINUTE);
  if (minutes < 60) return t('units.aboutMinutes', { minutes });
  const tens = Math.round(seconds / MINUTE / 10) * 10;
  if (tens < 24 * 60) {
    const hours = Math.floor(tens / 60);
    const rest = tens % 60;
    if (rest === 0) return t('units.aboutHours', { hours });
    return t('units.aboutHoursMinutes', { hours, minutes: rest });
  }
  const days = Math.max(1, Math.round(seconds / DAY));
  if (days < 365) return t('units.aboutDays', { days });
  const years = Math.max(1, Math.round(seconds / YEAR));
  return years < 1000 ? t('units.aboutYears', { years }) : t('units.overThousandYears');
}
