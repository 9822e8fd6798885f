import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { ChartFile, HistoryMark } from '../../../contract/screen-contract.ts';
import { useChartStore } from '../../stores/charts/chart-store.ts';
import type { ChartKind } from '../../stores/charts/chart-store.ts';
import { useTranslation } from '../../stores/use-translation.ts';
import { spanText } from '../../wording/charts/chart-period.ts';
import { markText } from '../../wording/charts/history-marks.ts';
import { Panel } from '../display/panel.tsx';
import type { ChartColumn } from './chart-columns.ts';
import { ChartLegend } from './chart-legend.tsx';
import type { LegendLine } from './chart-lines.ts';
import styles from './chart-panel.module.css';
import { ChartTable } from './chart-table.tsx';
import { chartCsv } from './export/chart-csv.ts';
import { drawPicture } from './export/draw-picture.ts';
import { SaveMenu } from './export/save-menu.tsx';
import { MarkTable } from './marks/mark-table.tsx';
import { ChartStage } from './timeline/chart-stage.tsx';
import type { Insets } from './timeline/chart-stage.tsx';
import { ChartTools } from './timeline/chart-tools.tsx';
import type { ChartData } from './timeline/load-view.ts';
import { ZoomNote } from './timeline/zoom-note.tsx';

interface ChartPanelProps<Sample> {
  readonly kind: ChartKind;
  readonly title: string;
  /** Of the file that it is saved to. */
  readonly name: ChartFile['name'];
  /** Null until something is loaded. */
  readonly data: ChartData<Sample> | null;
  /** Those of `data` that belong to this chart, oldest first. */
  readonly marks: readonly HistoryMark[];
  /** What is measured, oldest first. */
  readonly samples: readonly Sample[];
  readonly columns: readonly ChartColumn<Sample>[];
  /** Those of the file, where it has more. */
  readonly fileColumns?: readonly ChartColumn<Sample>[];
  readonly legend: readonly LegendLine[];
  readonly insets: Insets;
  readonly summary: string;
  /** In place of the lines where nothing was measured. */
  readonly empty: ReactNode;
  /** To the left of the legend. */
  readonly above?: ReactNode;
  /** Between it and the chart. */
  readonly between?: ReactNode;
  /** The lines. */
  readonly children: ReactNode;
}

const NO_MARKS: readonly HistoryMark[] = [];

/** Something over time, as a chart to zoom in or as a table, which can be saved. */
export function ChartPanel<Sample extends { readonly atMs: number }>(
  props: ChartPanelProps<Sample>,
) {
  const { kind, title, name, data, marks, samples, columns, legend, summary, empty } = props;
  const translation = useTranslation();
  const { t } = translation;
  const view = useChartStore((charts) => charts[kind]);
  const [asTable, setAsTable] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const isEmpty = samples.length === 0;
  const csv = (): string =>
    chartCsv({
      ...{ columns: props.fileColumns ?? columns, samples },
      timeTitle: t('charts.column.time'),
      eventTitle: t('charts.column.event'),
      events: marks.map((mark) => ({ atMs: mark.atMs, text: markText(translation, mark) })),
    });
  const png = (): string =>
    drawPicture({
      title,
      period: data === null ? '' : spanText(translation, data),
      stage: box.current?.querySelector('[data-stage]') ?? document.body,
      legend: box.current?.querySelectorAll('[data-legend]') ?? [],
    });
  return (
    <Panel
      title={title}
      aside={
        <ChartTools {...{ kind, view, asTable, isEmpty }} onAsTable={setAsTable}>
          <SaveMenu {...{ name, isEmpty, csv }} png={asTable ? null : png} />
        </ChartTools>
      }
    >
      <div ref={box} className={styles.box} data-testid={`${name}-chart`}>
        <div className={styles.above}>
          {props.above}
          {!isEmpty && !asTable && <ChartLegend lines={legend} />}
        </div>
        {props.between}
        <div className={styles.plot}>
          {data !== null && asTable && (
            <div
              className={styles.table}
              data-zoomed={view.zoom !== null || undefined}
              tabIndex={0}
              role="region"
              aria-label={t('charts.asTable', { title })}
            >
              <ChartTable samples={samples} columns={columns} />
              <MarkTable marks={marks} />
            </div>
          )}
          {asTable && view.zoom !== null && <ZoomNote kind={kind} zoom={view.zoom} isLow />}
          {data !== null && !asTable && (
            <ChartStage
              {...{ kind, view, title, insets: props.insets, span: data }}
              // Without lines there is no axis that they would stand on.
              marks={isEmpty ? NO_MARKS : marks}
              summary={isEmpty ? '' : summary}
            >
              {isEmpty ? <div className={styles.empty}>{empty}</div> : props.children}
            </ChartStage>
          )}
        </div>
      </div>
    </Panel>
  );
}
