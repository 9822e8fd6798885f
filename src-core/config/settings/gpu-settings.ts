/** Mining on graphics cards of this computer. */
import type { Settings } from './setting.ts';

export const gpuSettings = {
  gpuIntensity: {
    flags: '--gpu-intensity <PART>',
    value: { type: 'number', integer: false, min: 0.05, max: 1, unit: 'fraction' },
    default: 1,
    sentence: 'share of the time that graphics cards spend hashing',
    knownTo: 'heddle',
    appliesAt: 'next-start',
  },
  allowSoftwareGpu: {
    flags: '--allow-software-gpu',
    value: { type: 'flag' },
    default: false,
    sentence:
      'mine with drivers that only simulate a graphics card on the processor too; slower than the ' +
      '`cpu` worker, for tests',
    knownTo: 'heddle',
    appliesAt: 'next-start',
  },
} as const satisfies Settings;
