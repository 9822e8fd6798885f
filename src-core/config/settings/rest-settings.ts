/** When mining rests. */
import type { Settings } from './setting.ts';

export const restSettings = {
  mineSchedule: {
    flags: '--mine-schedule <DAYS HOURS>',
    value: { type: 'week-hours', maxLength: 1000 },
    default: null,
    defaultMeans: 'always',
    sentence:
      'hours of the week, by this computer’s clock, in which to mine, as `mon-fri 22:00-07:00, sat-sun 00:00-24:00`; ' +
      'outside them machines are disconnected, and idle unless they have another pool',
    knownTo: 'heddle',
    appliesAt: 'now',
  },
  pauseInUse: {
    flags: '--pause-in-use',
    value: { type: 'flag' },
    default: false,
    sentence:
      'pause mining on processor and graphics card while the computer is in use (in the app only)',
    knownTo: 'heddle',
    appliesAt: 'now',
  },
  resumeAfterIdle: {
    flags: '--resume-after-idle <MINUTES>',
    value: { type: 'number', integer: true, min: 1, max: 240, unit: 'minutes' },
    default: 5,
    sentence: 'how long the computer has to be without input before `pauseInUse` lets it mine',
    knownTo: 'heddle',
    appliesAt: 'now',
  },
  pauseOnBattery: {
    flags: '--pause-on-battery',
    value: { type: 'flag' },
    default: false,
    sentence:
      'pause mining on processor and graphics card while on battery (in a terminal on Linux only)',
    knownTo: 'heddle',
    appliesAt: 'now',
  },
  pauseAboveCelsius: {
    flags: '--pause-above-celsius <CELSIUS>',
    value: { type: 'number', integer: true, min: 40, max: 110, unit: 'celsius' },
    default: null,
    defaultMeans: 'never',
    sentence:
      'temperature of the processor above which mining on it and on graphics cards pauses, until it is 10 °C cooler (Linux only)',
    knownTo: 'heddle',
    appliesAt: 'now',
  },
} as const satisfies Settings;
