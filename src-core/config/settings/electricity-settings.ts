/** What electricity costs: for the cost of a machine per day. */
import type { Settings } from './setting.ts';

export const electricitySettings = {
  electricityPrice: {
    flags: '--electricity-price <PRICE>',
    value: { type: 'number', integer: false, min: 0, max: 1_000_000, unit: null },
    default: null,
    defaultMeans: 'not known',
    sentence: 'what a kilowatt-hour costs, in `currency`: for the cost of a machine per day',
    knownTo: 'heddle',
    appliesAt: 'now',
  },
  currency: {
    flags: '--currency <CODE>',
    value: { type: 'currency' },
    default: 'USD',
    sentence: 'currency of `electricityPrice`, three letters as in ISO 4217',
    knownTo: 'heddle',
    appliesAt: 'now',
  },
} as const satisfies Settings;
