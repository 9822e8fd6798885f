import type { DeviceSample } from '../../../contract/screen-contract.ts';
import { useTranslation } from '../../stores/use-translation.ts';
import { exactText } from '../../wording/figures/moments.ts';
import { celsiusText, fanSpeedText } from '../../wording/devices/device-figures.ts';
import styles from './rate-history.module.css';

/** Temperatures and fans, newest first. */
export function HeatTable({ samples }: { readonly samples: readonly DeviceSample[] }) {
  const translation = useTranslation();
  const { t } = translation;
  return (
    <div className={styles.table} tabIndex={0} role="region" aria-label={t('devices.chart.heat')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('charts.time')}</th>
            <th scope="col">{t('charts.temperature')}</th>
            <th scope="col">{t('charts.fans')}</th>
          </tr>
        </thead>
        <tbody>
          {[...samples].reverse().map((sample) => (
            <tr key={sample.atMs}>
              <td>{exactText(translation, sample.atMs)}</td>
              <td>{celsiusText(translation, sample.celsius)}</td>
              <td>{fanSpeedText(translation, sample.fanSpeed)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Which line is which. */
export function HeatLegend() {
  const { t } = useTranslation();
  return (
    <p className={styles.legend} aria-hidden="true">
      <span>
        <i /> {t('charts.legend.temperature')}
      </span>
      <span>
        <i data-thin="" /> {t('charts.legend.fans')}
      </span>
    </p>
  );
}
