/** Hash rates that shares prove, with how sure they are. */
import type { HashRateEstimates, RateEstimate } from '../../contract/screen-contract.ts';
import { UNKNOWN, hashRateText } from './si-number.ts';

/** An estimate this sure is taken although a longer time would tell the rate more exactly. */
const SURE_ENOUGH = 0.2;

/**
 * The estimate to show, by the rule of the miner's own total: the shortest time that tells the rate
 * to a fifth, or else the longest.
 */
export function bestEstimate({ oneMinute, tenMinutes, oneHour }: HashRateEstimates): RateEstimate {
  const sure = [oneMinute, tenMinutes, oneHour].find(
    ({ relativeError }) => relativeError !== null && relativeError <= SURE_ENOUGH,
  );
  return sure ?? oneHour;
}

/** `± 8 %`: one standard deviation. Empty where no share has told anything. */
export function errorText({ relativeError }: RateEstimate): string {
  if (relativeError === null) return '';
  const percent = Math.min(100, Math.max(1, Math.round(relativeError * 100)));
  return `±\u00a0${percent}\u00a0%`;
}

/** `5.06 TH/s ± 8 %`; unknown before the first share. */
export function estimateText(estimate: RateEstimate): string {
  if (estimate.relativeError === null) return UNKNOWN;
  return `${hashRateText(estimate.hashesPerSecond)} ${errorText(estimate)}`;
}

/** All three estimates, for the hover. */
export function estimatesText({ oneMinute, tenMinutes, oneHour }: HashRateEstimates): string {
  return [
    `Last minute: ${estimateText(oneMinute)}`,
    `Last 10 minutes: ${estimateText(tenMinutes)}`,
    `Last hour: ${estimateText(oneHour)}`,
    'Estimated from accepted shares, which come by chance: the more there are, the surer it is.',
  ].join('\n');
}
