import type { HistoryMark } from '../../../../contract/screen-contract.ts';
import { useTranslation } from '../../../stores/use-translation.ts';
import { exactText } from '../../../wording/figures/moments.ts';
import { markText } from '../../../wording/charts/history-marks.ts';

/** What happened while the chart shows, newest first. */
export function MarkTable({ marks }: { readonly marks: readonly HistoryMark[] }) {
  const translation = useTranslation();
  const { t } = translation;
  if (marks.length === 0) return null;
  return (
    <table data-testid="chart-events">
      <thead>
        <tr>
          <th scope="col">{t('charts.column.time')}</th>
          <th scope="col">{t('charts.column.event')}</th>
        </tr>
      </thead>
      <tbody>
        {[...marks].reverse().map((mark, at) => (
          <tr key={at}>
            <td>{exactText(translation, mark.atMs)}</td>
            <td>{markText(translation, mark)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
