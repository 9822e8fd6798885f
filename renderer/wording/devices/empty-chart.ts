/** Why a chart of a machine's own readings is empty. */
import type { DeviceSnapshot } from '../../../contract/screen-contract.ts';
import type { Translation } from '../../../messages/translation.ts';
import { hottestCelsius } from './device-figures.ts';

/**
 * @param what hash rates, or temperatures and fans
 * @param range id of the range that the chart shows
 */
export function emptyChartText(
  { t }: Pick<Translation, 't'>,
  { reading, error }: Pick<DeviceSnapshot, 'reading' | 'error'>,
  what: 'rate' | 'heat',
  range: string,
): string {
  if (error !== null) return t('charts.machineSummary.nothing', { range });
  if (reading === null) return t('devices.chart.soon');
  const isTold =
    what === 'rate'
      ? reading.hashesPerSecond !== null
      : hottestCelsius(reading) !== null || reading.fans.length > 0;
  if (isTold) return t('devices.chart.soon');
  return t(what === 'rate' ? 'devices.chart.noRate' : 'devices.chart.noHeat');
}
