/** What the lines of a chart measure: their axis, and a value as text. */
import type { Translation } from '../../../messages/translation.ts';
import {
  celsiusText,
  efficiencyText,
  errorShareText,
  fanSpeedText,
} from '../../wording/devices/device-figures.ts';
import { countText, hashRateText, tickText, UNKNOWN } from '../../wording/figures/si-number.ts';
import { axisTicks } from './axes/axis-ticks.ts';
import { rateScale } from './axes/chart-scale.ts';
import type { RateScale } from './axes/chart-scale.ts';

export interface Measure {
  /** In a file of the values; null for counts. */
  readonly unit: string | null;
  readonly text: (translation: Translation, value: number | null) => string;
  readonly tick: (translation: Translation, value: number) => string;
  /** The axis for what is shown, oldest first. */
  readonly scale: (values: readonly number[]) => RateScale;
}

export const HASH_RATE: Measure = {
  unit: 'H/s',
  text: hashRateText,
  tick: (translation, rate) => tickText(translation, rate, 'H/s'),
  scale: rateScale,
};

export const CELSIUS: Measure = {
  unit: '°C',
  text: celsiusText,
  tick: celsiusText,
  scale: (values) => upTo(Math.max(60, ...values) * 1.05),
};

export const FAN_SPEED: Measure = {
  unit: 'rpm',
  text: fanSpeedText,
  tick: ({ number }, speed) => number(speed),
  scale: (values) => upTo(Math.max(1, ...values) * 1.2),
};

/** Percent of a machine's results. */
export const ERRORS: Measure = {
  unit: '%',
  text: (translation, percent) =>
    errorShareText(translation, percent === null ? null : percent / 100),
  tick: (translation, percent) => errorShareText(translation, percent / 100),
  scale: (values) => upTo(Math.max(0.1, ...values) * 1.2),
};

/** Wrong results of chips since a machine started: back at 0 after a restart. */
export const ERROR_COUNT: Measure = {
  unit: null,
  text: (translation, count) => (count === null ? UNKNOWN : countText(translation, count)),
  tick: countText,
  scale: (values) => upTo(Math.max(10, ...values) * 1.2),
};

/** The power for a hash rate. Where a machine hardly hashes for a moment, the axis does not grow with it. */
export const EFFICIENCY: Measure = {
  unit: 'J/TH',
  text: efficiencyText,
  tick: (translation, joules) =>
    joules === 0 ? translation.number(0) : efficiencyText(translation, joules),
  scale: rateScale,
};

function upTo(most: number): RateScale {
  return { ticks: axisTicks(most), beyond: null };
}
