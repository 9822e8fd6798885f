/** Why a machine reports another hash rate than its shares prove, in sentences. */
import type { DeviceSnapshot } from '../../../contract/screen-contract.ts';
import type { Translation } from '../../../messages/translation.ts';
import { durationText } from '../figures/durations.ts';
import { hashRateText } from '../figures/si-number.ts';
import type { HappenedAndAdvice } from './device-errors.ts';

type RateDifference = NonNullable<DeviceSnapshot['difference']>;

/** The two rates, and the reason as far as it is known. */
export function rateDifferenceText(
  translation: Translation,
  difference: RateDifference,
): HappenedAndAdvice {
  return {
    happened: translation.t('devices.difference', {
      theirs: hashRateText(translation, difference.theirs),
      ours: hashRateText(translation, difference.ours),
    }),
    advice: reasonText(translation, difference),
  };
}

function reasonText(translation: Translation, difference: RateDifference): string {
  const { t, number } = translation;
  const percent = (share: number): string =>
    number(share, { style: 'percent', maximumSignificantDigits: 2 });
  switch (difference.kind) {
    case 'other-pool':
      return t('devices.difference.otherPool', { url: difference.url });
    case 'rejects':
      return t('devices.difference.rejects', { share: percent(difference.share) });
    case 'hardware-errors':
      return t('devices.difference.hardwareErrors', { share: percent(difference.share) });
    case 'warming-up':
      return t('devices.difference.warmingUp', {
        duration: durationText(translation, difference.uptimeSeconds),
      });
    case 'unexplained':
      return t('devices.difference.unexplained');
  }
}
