/** Hash rates that shares prove, and how precise they are. */
import type { Translation } from '../../../messages/translation.ts';
import type { HashRateEstimates, RateEstimate } from '../../../contract/screen-contract.ts';
import { UNKNOWN, hashRateText } from '../figures/si-number.ts';

/** An estimate this precise is used although a longer time would be more precise still. */
const SURE_ENOUGH = 0.2;

/**
 * The estimate to show, by the rule of the miner's own total: the shortest time that shows the rate
 * to within a fifth, or else the longest.
 */
export function bestEstimate({ oneMinute, tenMinutes, oneHour }: HashRateEstimates): RateEstimate {
  const sure = [oneMinute, tenMinutes, oneHour].find(
    ({ relativeError }) => relativeError !== null && relativeError <= SURE_ENOUGH,
  );
  return sure ?? oneHour;
}

/** `± 8%`: one standard deviation. Empty as long as no share has been accepted. */
export function errorText({ number }: Translation, { relativeError }: RateEstimate): string {
  if (relativeError === null) return '';
  const shown = Math.min(1, Math.max(0.01, relativeError));
  return `±\u00a0${number(shown, { style: 'percent' })}`;
}

/** `5.06 TH/s ± 8%`; unknown before the first share. */
export function estimateText(translation: Translation, estimate: RateEstimate): string {
  if (estimate.relativeError === null) return UNKNOWN;
  const rate = hashRateText(translation, estimate.hashesPerSecond);
  return `${rate} ${errorText(translation, estimate)}`;
}

/** All three estimates in lines, for the hover. */
export function estimatesText(translation: Translation, estimates: HashRateEstimates): string {
  return translation.t('units.estimates', {
    oneMinute: estimateText(translation, estimates.oneMinute),
    tenMinutes: estimateText(translation, estimates.tenMinutes),
    oneHour: estimateText(translation, estimates.oneHour),
  });
}
