/** What is wrong with a machine by its own readings, in sentences. */
import type { DeviceComplaint } from '../../../contract/screen-contract.ts';
import type { Translation } from '../../../messages/translation.ts';
import { hashRateText } from '../figures/si-number.ts';
import { errorShareText } from './device-figures.ts';
import type { HappenedAndAdvice } from './device-errors.ts';

/** One complaint of a machine: what is wrong, with its figures, and what to do. */
export function complaintText(
  translation: Translation,
  name: string,
  complaint: DeviceComplaint,
): HappenedAndAdvice {
  const { t, list } = translation;
  switch (complaint.kind) {
    case 'too-hot': {
      const { part } = complaint;
      const celsius = degrees(translation, complaint.celsius);
      const limit = degrees(translation, complaint.limit);
      return {
        happened: t('devices.complaint.tooHot', { part, name, celsius, limit }),
        advice: t('devices.complaint.tooHot.advice'),
      };
    }
    case 'fan-stopped': {
      const count = complaint.fans.length;
      const fans = list(complaint.fans.map(String));
      return {
        happened: t('devices.complaint.fanStopped', { count, fans, name }),
        advice: t('devices.complaint.fanStopped.advice', { count }),
      };
    }
    case 'board-missing': {
      const { boards, expected, missing } = complaint;
      const which = { count: missing.length, missing: list(missing.map(String)) };
      return {
        happened: t('devices.complaint.boardMissing', { name, boards, expected, ...which }),
        advice: t('devices.complaint.boardMissing.advice'),
      };
    }
    case 'slow':
      return {
        happened: t('devices.complaint.slow', {
          name,
          rate: hashRateText(translation, complaint.hashesPerSecond),
          nameplate: hashRateText(translation, complaint.nameplate),
          share: errorShareText(translation, complaint.share),
        }),
        advice: t('devices.complaint.slow.advice'),
      };
    case 'other-pool':
      return {
        happened: t('devices.complaint.otherPool', { name, url: complaint.url }),
        advice: t('devices.complaint.otherPool.advice'),
      };
    case 'old-address':
      return {
        happened: t('devices.complaint.oldAddress', { name, url: complaint.url }),
        advice: t('devices.complaint.oldAddress.advice'),
      };
    case 'hardware-errors':
      return {
        happened: t('devices.complaint.hardwareErrors', {
          name,
          share: errorShareText(translation, complaint.share),
        }),
        advice: t('devices.complaint.hardwareErrors.advice'),
      };
  }
}

function degrees({ number }: Translation, celsius: number): string {
  return number(celsius, { maximumFractionDigits: 0 });
}
