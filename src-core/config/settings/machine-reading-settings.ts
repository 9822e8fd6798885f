/** Machines' own interfaces: whether and how often they are read. */
import type { Settings } from './setting.ts';

export const machineReadingSettings = {
  watchMachines: {
    flags: '--watch-machines <SECONDS>',
    // Web interfaces of Goldshell crash when they are asked more often than every 10 s.
    value: { type: 'number', integer: true, min: 0, max: 3600, unit: 'seconds' },
    default: 30,
    sentence:
      'time between two readings of a machine at its own interface, at least 10 s is used; 0 never ' +
      'reads',
    knownTo: 'heddle',
    appliesAt: 'now',
  },
  identifyMachines: {
    flags: '--identify-machines',
    value: { type: 'flag' },
    default: false,
    sentence: 'ask machines that connect by Stratum what they are, at their own interface',
    knownTo: 'heddle',
    appliesAt: 'now',
  },
} as const satisfies Settings;
