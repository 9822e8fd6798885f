import { Checkbox } from '@mantine/core';
import type { DeviceComplaint, DeviceSnapshot } from '../../../../contract/screen-contract.ts';
import { useTranslation } from '../../../stores/use-translation.ts';
import { durationText } from '../../../wording/figures/durations.ts';
import { UNKNOWN, hashRateText } from '../../../wording/figures/si-number.ts';
import {
  celsiusText,
  fanRangeText,
  fansText,
  hottestCelsius,
} from '../../../wording/devices/device-figures.ts';
import { poolsNowText } from '../../../wording/devices/device-pools.ts';
import { modelOrMaker, modelText } from '../../../wording/devices/device-model.ts';
import { deviceName } from '../../../wording/devices/device-state.ts';
import styles from './find.module.css';

interface FoundRowProps {
  readonly device: DeviceSnapshot;
  readonly minesHere: boolean;
  readonly isChosen: boolean;
  readonly onChoose: (isChosen: boolean) => void;
}

/** One machine that was found. */
export function FoundRow({ device, minesHere, isChosen, onChoose }: FoundRowProps) {
  const translation = useTranslation();
  const { t } = translation;
  const { host, firmware, mac, reading } = device;
  const maker = device.model === null ? modelOrMaker(device) : null;
  const facts = [maker, mac, firmware].filter((fact) => fact !== null).join(' · ');
  const name = deviceName(device);
  const fans = reading?.fans ?? [];
  const rate = reading?.hashesPerSecond ?? null;
  const uptime = reading?.uptimeSeconds ?? null;
  const pools = minesHere ? t('find.pools.heddle') : poolsNowText(translation, device);
  const has = (kind: DeviceComplaint['kind']): true | undefined =>
    device.complaints.some((complaint) => complaint.kind === kind) || undefined;
  return (
    <tr>
      <td>
        <Checkbox
          aria-label={t('find.choose', { name, host })}
          checked={isChosen}
          onChange={(event) => onChoose(event.currentTarget.checked)}
        />
      </td>
      <td className={styles.machine}>
        <strong title={modelText(translation, device)}>{name}</strong>
        <span title={facts}>
          <span className="mono">{host}</span>
          {facts !== '' && ` · ${facts}`}
        </span>
      </td>
      <td className={styles.pools}>{pools}</td>
      <td className={styles.number}>
        {rate === null ? UNKNOWN : hashRateText(translation, rate)}
        {uptime !== null && (
          <span className={styles.below}>{durationText(translation, uptime)}</span>
        )}
      </td>
      <td className={styles.number}>
        <span data-bad={has('too-hot')}>{celsiusText(translation, hottestCelsius(reading))}</span>
        {fans.length > 0 && (
          <span
            className={styles.below}
            data-bad={has('fan-stopped')}
            title={fansText(translation, fans)}
          >
            {fanRangeText(translation, fans)}
          </span>
        )}
      </td>
    </tr>
  );
}
