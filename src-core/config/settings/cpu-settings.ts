/** Mining on the processor of this computer. */
import { THREAD_LIMIT } from './setting.ts';
import type { Settings } from './setting.ts';

export const cpuSettings = {
  cpuThreads: {
    flags: '--cpu-threads <N>',
    value: { type: 'number', integer: true, min: 1, max: THREAD_LIMIT, unit: null },
    default: null,
    defaultMeans: '`threadCount`',
    sentence: 'threads of the `cpu` worker, which may mine beside others',
    knownTo: 'heddle',
    appliesAt: 'next-start',
  },
  cpuDutyCycle: {
    flags: '--cpu-duty-cycle <PART>',
    value: { type: 'number', integer: false, min: 0.05, max: 1, unit: 'fraction' },
    default: 1,
    sentence: 'share of the time that CPU threads spend hashing',
    knownTo: 'heddle',
    appliesAt: 'next-start',
  },
} as const satisfies Settings;
