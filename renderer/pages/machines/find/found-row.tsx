import { Checkbox } from '@mantine/core';
import type { DeviceSnapshot } from '../../../../contract/screen-contract.ts';
import { useTranslation } from '../../../stores/use-translation.ts';
import { hashRateText } from '../../../wording/figures/si-number.ts';
import { celsiusText, hottestCelsius } from '../../../wording/devices/device-figures.ts';
import { poolsNowText } from '../../../wording/devices/device-pools.ts';
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
  const { host, firmware, reading } = device;
  const name = deviceName(device);
  const pools = minesHere ? t('find.pools.heddle') : poolsNowText(translation, reading);
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
        <strong title={name}>{name}</strong>
        <span>
          <span className="mono">{host}</span>
          {firmware !== null && ` · ${firmware}`}
        </span>
      </td>
      <td className={styles.pools}>{pools}</td>
      <td className={styles.number}>
        {hashRateText(translation, reading?.hashesPerSecond ?? null)}
      </td>
      <td className={styles.number}>{celsiusText(translation, hottestCelsius(reading))}</td>
    </tr>
  );
}
