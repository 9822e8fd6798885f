import type { DeviceReading } from '../../../../contract/screen-contract.ts';
import { useTranslation } from '../../../stores/use-translation.ts';
import { UNKNOWN, countText, hashRateText } from '../../../wording/figures/si-number.ts';
import { celsiusText } from '../../../wording/devices/device-figures.ts';
import styles from './device.module.css';

/** Each board of a machine: its rate, its temperatures, its errors. */
export function BoardsTable({ boards }: { readonly boards: DeviceReading['boards'] }) {
  const translation = useTranslation();
  const { t } = translation;
  return (
    <table className={styles.boards} aria-label={t('devices.boards')}>
      <thead>
        <tr>
          <th scope="col">{t('devices.board.number')}</th>
          <th scope="col">{t('devices.board.rate')}</th>
          <th scope="col">{t('devices.board.chip')}</th>
          <th scope="col">{t('devices.board.board')}</th>
          <th scope="col">{t('devices.board.errors')}</th>
        </tr>
      </thead>
      <tbody>
        {boards.map((board) => (
          <tr key={board.number}>
            <th scope="row">{board.number}</th>
            <td>{hashRateText(translation, board.hashesPerSecond)}</td>
            <td>{celsiusText(translation, board.chipTemperature)}</td>
            <td>{celsiusText(translation, board.boardTemperature)}</td>
            <td>
              {board.hardwareErrors === null
                ? UNKNOWN
                : countText(translation, board.hardwareErrors)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
