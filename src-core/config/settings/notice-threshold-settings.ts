/** When a machine is worth a notice: away for how long, how slow, how many shares rejected. */
import type { Settings } from './setting.ts';

export const noticeThresholdSettings = {
  notifyOfflineAfter: {
    flags: '--notify-offline-after <SECONDS>',
    value: { type: 'number', integer: true, min: 1, max: 86_400, unit: 'seconds' },
    // Firmware reboots in two to three minutes.
    default: 240,
    sentence: 'how long a machine has to be away before a notice is sent',
    knownTo: 'heddle',
    appliesAt: 'now',
  },
  notifyRateBelow: {
    flags: '--notify-rate-below <PART>',
    value: { type: 'number', integer: false, min: 0, max: 1, unit: 'fraction' },
    default: 0.7,
    sentence: 'part of its usual hash rate below which a machine is slow; 0 never sends a notice',
    knownTo: 'heddle',
    appliesAt: 'now',
  },
  notifyRejectsAbove: {
    flags: '--notify-rejects-above <PART>',
    value: { type: 'number', integer: false, min: 0, max: 1, unit: 'fraction' },
    default: 0.1,
    sentence: 'part of a machine’s shares that may be rejected; 1 never sends a notice',
    knownTo: 'heddle',
    appliesAt: 'now',
  },
} as const satisfies Settings;
