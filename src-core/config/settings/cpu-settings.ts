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
} as const satisfies Settings;
