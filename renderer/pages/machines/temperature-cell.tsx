import type { DeviceSnapshot } from '../../../contract/screen-contract.ts';
import { useTranslation } from '../../stores/use-translation.ts';
import { celsiusText, hottestCelsius } from '../../wording/devices/device-figures.ts';
import styles from './machines.module.css';

/** The hottest chip of a machine; unknown while it does not answer. */
export function TemperatureCell({ device }: { readonly device: DeviceSnapshot | null }) {
  const translation = useTranslation();
  const isRead = device !== null && device.error === null;
  const celsius = isRead ? hottestCelsius(device.reading) : null;
  const isTooHot = isRead && device.complaints.some(({ kind }) => kind === 'too-hot');
  return (
    <td className={styles.number} data-bad={isTooHot || undefined}>
      {celsiusText(translation, celsius)}
    </td>
  );
}
