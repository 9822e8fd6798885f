import { describe, expect, it } from 'vitest';
import { parseWeekHours } from '../config/week-hours.ts';
import { unwrap } from '../result.ts';
import type { Rest } from './rest-events.ts';
import { reasonsToRest, unknownReasons } from './rest-reasons.ts';
import { restsText } from './rest-sentences.ts';

type Wishes = Parameters<typeof reasonsToRest>[0];
type Readings = Parameters<typeof reasonsToRest>[1];

const WISHES: Wishes = {
  ...{ pauseInUse: true, resumeAfterIdle: 2, pauseOnBattery: true, pauseAboveCelsius: 80 },
  kinds: ['cpu', 'stratum'],
  schedule: null,
};
const FINE = { isOnBattery: false, idleMs: 120_000, celsius: 50 };
const NOW_MS = 1_000_000;

/** The reasons at noon of a Monday. */
function rests(wishes: Partial<Wishes>, readings: Partial<Readings>, before: readonly Rest[] = []) {
  const at = () => 12 * 60;
  return reasonsToRest({ ...WISHES, ...wishes }, { ...FINE, ...readings }, before, NOW_MS, at);
}
const reasons = (...args: Parameters<typeof rests>) => rests(...args).map(({ reason }) => reason);

describe('the reasons to rest', () => {
  it('are none where all is fine, or nothing is known', () => {
    expect(rests({}, {})).toEqual([]);
    expect(rests({}, { isOnBattery: null, idleMs: null, celsius: null })).toEqual([]);
    expect(rests({}, { celsius: undefined })).toEqual([]);
  });

  it('are about what uses this computer, and the schedule about all', () => {
    const schedule = unwrap(parseWeekHours('mon 13:00-14:00'));
    const readings = { isOnBattery: true, idleMs: 0, celsius: 81 };
    expect(rests({ schedule }, readings)).toMatchObject([
      { reason: 'schedule', kinds: ['cpu', 'stratum'], sinceMs: NOW_MS },
      { reason: 'battery', kinds: ['cpu'], sinceMs: NOW_MS },
      { reason: 'in-use', kinds: ['cpu'], idleMinutes: 2 },
      { reason: 'temperature', kinds: ['cpu'], limit: 80, resumeAt: 70 },
    ]);
    expect(reasons({ schedule, kinds: ['stratum'] }, readings)).toEqual(['schedule']);
  });

  it('are those that are set', () => {
    const readings = { isOnBattery: true, idleMs: 0, celsius: 99 };
    expect(reasons({ pauseOnBattery: false }, readings)).toEqual(['in-use', 'temperature']);
    expect(reasons({ pauseInUse: false }, readings)).toEqual(['battery', 'temperature']);
    expect(reasons({ pauseAboveCelsius: null }, readings)).toEqual(['battery', 'in-use']);
  });

  it('end with two minutes without input, and begin above the limit', () => {
    expect(reasons({}, { idleMs: 119_999 })).toEqual(['in-use']);
    expect(reasons({}, { celsius: 80 })).toEqual([]);
    expect(reasons({}, { celsius: 80.1 })).toEqual(['temperature']);
  });

  it('are hot above the limit, whatever else there is a reason for', () => {
    const before = rests({}, { isOnBattery: true });
    const readings = { isOnBattery: true, celsius: 75 };
    expect(reasons({}, readings, before)).toEqual(['battery']);
  });

  it('are as old as they are, the oldest first', () => {
    const readings = { isOnBattery: true, idleMs: 0 };
    const [battery] = rests({}, { isOnBattery: true });
    const [inUse] = rests({}, { idleMs: 0 });
    const before = [
      { ...battery!, sinceMs: 20 },
      { ...inUse!, sinceMs: 10 },
    ];
    expect(rests({}, readings, before).map(({ reason, sinceMs }) => [reason, sinceMs])).toEqual([
      ['in-use', 10],
      ['battery', 20],
    ]);
  });
});

describe('a rest for the heat', () => {
  const since = (sinceMs: number): readonly Rest[] => [
    { reason: 'temperature', kinds: ['cpu'], sinceMs, limit: 80, resumeAt: 70 },
  ];

  it.each([
    [NOW_MS - 60_000, 70.1, true],
    [NOW_MS - 60_000, 70, false],
    // For a minute at least.
    [NOW_MS - 59_999, 20, true],
    [NOW_MS, 20, true],
    // The clock was set back: how long it has rested is not known.
    [NOW_MS + 1, 20, false],
    [NOW_MS + 1, 75, true],
    // It cannot be read any more.
    [NOW_MS - 1, null, false],
  ])('since %d at %s °C continues: %s', (sinceMs, celsius, continues) => {
    expect(reasons({}, { celsius }, since(sinceMs))).toEqual(continues ? ['temperature'] : []);
  });
});

describe('reasons that cannot be known', () => {
  const nothing = { isOnBattery: null, idleMs: null, celsius: null };

  it('are those that are set, where something uses this computer', () => {
    expect(unknownReasons(WISHES, nothing)).toEqual(['battery', 'in-use', 'temperature']);
    expect(unknownReasons({ ...WISHES, kinds: ['stratum'] }, nothing)).toEqual([]);
    expect(unknownReasons(WISHES, FINE)).toEqual([]);
    // It has not been read yet.
    expect(unknownReasons(WISHES, { ...FINE, celsius: undefined })).toEqual([]);
    const unset = { pauseOnBattery: false, pauseInUse: false, pauseAboveCelsius: null };
    expect(unknownReasons({ ...WISHES, ...unset }, nothing)).toEqual([]);
  });
});

it('says each reason, and when it ends', () => {
  const untilMs = new Date(2026, 11, 13, 22, 5).getTime();
  const rest = (facts: object) => ({ kinds: ['cpu'], sinceMs: 0, ...facts }) as unknown as Rest;
  expect(
    restsText([
      rest({ reason: 'schedule', untilMs }),
      rest({ reason: 'schedule', untilMs: null }),
      rest({ reason: 'battery' }),
      rest({ reason: 'in-use', idleMinutes: 5 }),
      rest({ reason: 'temperature', limit: 80, resumeAt: 70 }),
    ]),
  ).toBe(
    'outside the schedule until Sun 22:05; outside the schedule; on battery; ' +
      'the computer is in use, until it had no input for 5 min; ' +
      'the processor is hotter than 80 °C, until it is at 70 °C',
  );
});
