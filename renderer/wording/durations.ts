/** Lengths of time in the words that people use. */
import { UNKNOWN } from './si-number.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;

/**
 * A length of time in seconds, in at most two units: `8 s`, `2 min 10 s`, `2 h 10 min`, `3 d 4 h`.
 */
export function durationText(seconds: number | null): string {
  if (seconds === null || !Number.isFinite(seconds)) return UNKNOWN;
  if (seconds < 1) return 'less than 1 s';
  if (seconds < MINUTE) return `${Math.floor(seconds)} s`;
  if (seconds < HOUR) return twoUnits(seconds, MINUTE, 'min', 1, 's');
  if (seconds < DAY) return twoUnits(seconds, HOUR, 'h', MINUTE, 'min');
  if (seconds < YEAR) return twoUnits(seconds, DAY, 'd', HOUR, 'h');
  return twoUnits(seconds, YEAR, 'y', DAY, 'd');
}

function twoUnits(
  seconds: number,
  large: number,
  largeName: string,
  small: number,
  smallName: string,
): string {
  const whole = Math.floor(seconds / large);
  const rest = Math.floor((seconds - whole * large) / small);
  return rest === 0 ? `${whole} ${largeName}` : `${whole} ${largeName} ${rest} ${smallName}`;
}

/**
 * An expectation in seconds, rounded as one would say it: `about 8 s`, `about 3 minutes`,
 * `about 2 h 10 min`, `about 4 days`. Chance decides, so finer figures would be pretended.
 */
export function aboutText(seconds: number | null): string {
  if (seconds === null || !Number.isFinite(seconds) || seconds < 0) return UNKNOWN;
  if (seconds < 1) return 'less than 1 s';
  if (Math.round(seconds) < MINUTE) return `about ${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / MINUTE);
  if (minutes < 60) return `about ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`;
  const tens = Math.round(seconds / MINUTE / 10) * 10;
  if (tens < 24 * 60) {
    const rest = tens % 60;
    return `about ${Math.floor(tens / 60)} h${rest === 0 ? '' : ` ${rest} min`}`;
  }
  const days = Math.max(1, Math.round(seconds / DAY));
  if (days < 365) return `about ${days} ${days === 1 ? 'day' : 'days'}`;
  const years = seconds / YEAR;
  if (years < 1.5) return 'about 1 year';
  if (years < 1000) return `about ${Math.round(years)} years`;
  return 'more than 1000 years';
}
