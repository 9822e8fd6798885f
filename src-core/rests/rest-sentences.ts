/** Why mining rests, in English, for the log and the terminal. */
import { DAY, timeText } from '../config/week-hours.ts';
import type { Rest } from './rest-events.ts';
import type { UnknownReason } from './rest-reasons.ts';
import { localMinuteOfWeek } from './schedule.ts';

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** For example `outside the schedule until Tue 22:00; on battery`. */
export function restsText(rests: readonly Rest[]): string {
  return rests.map(restText).join('; ');
}

function restText(rest: Rest): string {
  switch (rest.reason) {
    case 'schedule':
      return `outside the schedule${rest.untilMs === null ? '' : ` until ${dayText(rest.untilMs)}`}`;
    case 'battery':
      return 'on battery';
    case 'in-use':
      return `the computer is in use, until it had no input for ${rest.idleMinutes} min`;
    case 'temperature':
      return `the processor is hotter than ${rest.limit} °C, until it is at ${rest.resumeAt} °C`;
  }
}

function dayText(atMs: number): string {
  const minute = localMinuteOfWeek(atMs);
  return `${DAYS[Math.floor(minute / DAY)]} ${timeText(minute % DAY)}`;
}

/** What is missing where a reason is set that cannot be known. */
export const UNKNOWN: Readonly<Record<UnknownReason, string>> = {
  battery: 'the power supply of this computer is unknown: mining does not pause on battery',
  'in-use': 'whether this computer is in use is unknown here: mining does not pause for that',
  temperature: 'the temperature of the processor is unknown: mining does not pause when it is hot',
};
