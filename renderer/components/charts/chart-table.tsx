import { useTranslation } from '../../stores/use-translation.ts';
import { exactText } from '../../wording/figures/moments.ts';
import type { ChartColumn } from './chart-columns.ts';

interface ChartTableProps<Sample> {
  /** Oldest first. */
  readonly samples: readonly Sample[];
  readonly columns: readonly ChartColumn<Sample>[];
}

/** What a chart draws, newest first. */
export function ChartTable<Sample extends { readonly atMs: number }>(
  props: ChartTableProps<Sample>,
) {
  const { samples, columns } = props;
  const translation = useTranslation();
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{translation.t('charts.column.time')}</th>
          {columns.map(({ title }) => (
            <th key={title} scope="col" data-number="">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {[...samples].reverse().map((sample) => (
          <tr key={sample.atMs}>
            <td>{exactText(translation, sample.atMs)}</td>
            {columns.map(({ title, value, text }) => (
              <td key={title} data-number="">
                {text(translation, value(sample) ?? null)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
