/** Why a chart of a machine's own readings is empty. */
import type { DeviceReading, DeviceSnapshot } from '../../../contract/screen-contract.ts';
import type { Translation } from '../../../messages/translation.ts';
import type { ChartView } from '../../stores/charts/chart-store.ts';
import { periodText } from '../charts/chart-period.ts';

/**
 * @param what the hash rate, or what its boards and fans measure
 * @param view the time that the chart shows
 * @param isWatched whether machines are read without being asked to
 */
export function emptyChartText(
  translation: Translation,
  { reading, error }: Pick<DeviceSnapshot, 'reading' | 'error'>,
  what: 'rate' | 'parts',
  view: ChartView,
  isWatched: boolean,
): string {
  const { t } = translation;
  if (error !== null || view.zoom !== null) {
    return t('charts.machineSummary.nothing', { period: periodText(translation, view) });
  }
  if (!isWatched && reading === null) return t('devices.unwatched');
  if (reading === null) return t('devices.chart.soon');
  const isReported =
    what === 'rate'
      ? reading.hashesPerSecond !== null
      : reading.boards.some(hasFigures) ||
        reading.fans.length > 0 ||
        (reading.hardwareErrorShare ?? reading.hardwareErrors) !== null;
  if (isReported) return t(isWatched ? 'devices.chart.soon' : 'devices.unwatched');
  return t(what === 'rate' ? 'devices.chart.noRate' : 'devices.chart.noParts');
}

function hasFigures(board: DeviceReading['boards'][number]): boolean {
  const { chipTemperature, boardTemperature, hashesPerSecond, hardwareErrors } = board;
  return (chipTemperature ?? boardTemperature ?? hashesPerSecond ?? hardwareErrors) !== null;
}
