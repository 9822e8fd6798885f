/** Mining on the processor of this computer. */
import type { Settings } from './setting.ts';

export const cpuSettings = {
  cpuDutyCycle: {
    flags: '--cpu-duty-cycle <PART>',
    value: { type: 'number', integer: false, min: 0.05, max: 1, unit: 'fraction' },
    default: 1,
    sentence: 'share of the time that CPU threads spend hashing',
    knownTo: 'heddle',
    appliesAt: 'next-start',
  },
  pauseOnBattery: {
    flags: '--pause-on-battery',
    value: { type: 'flag' },
    default: false,
    sentence: 'pause CPU mining while on battery (in a terminal on Linux only)',
    knownTo: 'heddle',
    appliesAt: 'now',
  },
} as const satisfies Settings;
