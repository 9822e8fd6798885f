import { useTranslation } from '../../stores/use-translation.ts';
import { SegmentedControl } from '@mantine/core';
import type { RateSample, SampleRhythm } from './chart-rows.ts';
import { CHART_RANGES } from '../../stores/chart-store.ts';
import type { ChartRange } from '../../stores/chart-store.ts';
import { exactText } from '../../wording/figures/moments.ts';
import { RANGE_LABELS } from './rate-history-text.ts';
import type { SecondLine } from './rate-history-text.ts';
import { hashRateText } from '../../wording/figures/si-number.ts';
import { Button } from '../controls/button.tsx';
import { RateChart } from './rate-chart.tsx';
import styles from './rate-history.module.css';

interface RateHistoryProps {
  /** Oldest first, at least one. */
  readonly samples: readonly RateSample[];
  readonly rhythm: SampleRhythm;
  readonly second: SecondLine;
  readonly fromMs: number;
  readonly untilMs: number;
  readonly asTable: boolean;
  /** The chart in a sentence, for those who do not see it. */
  readonly summary: string;
}

/** Hash rates over time, as a chart or a table. It fills the box that it stands in. */
export function RateHistory({ asTable, summary, ...chart }: RateHistoryProps) {
  if (asTable) return <RateTable samples={chart.samples} second={chart.second} />;
  return (
    <>
      <RateChart {...chart} />
      <p className="unseen">{summary}</p>
    </>
  );
}

/** The samples, newest first. */
function RateTable({ samples, second }: Pick<RateHistoryProps, 'samples' | 'second'>) {
  const translation = useTranslation();
  const { t } = translation;
  const hasReported = samples.some(({ reported }) => typeof reported === 'number');
  return (
    <div className={styles.table} tabIndex={0} role="region" aria-label={t('charts.table')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('charts.time')}</th>
            <th scope="col">{t('charts.hashRate')}</th>
            {hasReported && <th scope="col">{t('charts.reported')}</th>}
            <th scope="col">{t(second.title)}</th>
          </tr>
        </thead>
        <tbody>
          {[...samples].reverse().map((sample) => (
            <tr key={sample.atMs}>
              <td>{exactText(translation, sample.atMs)}</td>
              <td>{hashRateText(translation, sample.hashesPerSecond)}</td>
              {hasReported && <td>{hashRateText(translation, sample.reported ?? null)}</td>}
              <td>{second.text(translation, sample.second)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RateHistoryToolsProps {
  readonly range: ChartRange;
  readonly onRange: (range: ChartRange) => void;
  readonly asTable: boolean;
  readonly onAsTable: (asTable: boolean) => void;
  readonly isEmpty: boolean;
}

/** Chart or table, and how far back. */
export function RateHistoryTools(props: RateHistoryToolsProps) {
  const { range, onRange, asTable, onAsTable, isEmpty } = props;
  const { t } = useTranslation();
  return (
    <div className={styles.tools}>
      <Button
        kind="quiet"
        size="small"
        disabled={isEmpty}
        icon={asTable ? 'chart' : 'table'}
        onClick={() => onAsTable(!asTable)}
      >
        {t(asTable ? 'charts.showChart' : 'charts.showTable')}
      </Button>
      <SegmentedControl
        size="xs"
        aria-label={t('charts.range')}
        data={CHART_RANGES.map(({ id }) => ({ value: id, label: t(RANGE_LABELS[id]) }))}
        value={range.id}
        onChange={(id) => {
          const chosen = CHART_RANGES.find((each) => each.id === id);
          if (chosen !== undefined) onRange(chosen);
        }}
      />
    </div>
  );
}

interface RateHistoryLegendProps {
  readonly second: SecondLine;
  /** Whether what the machine reports is drawn too. */
  readonly hasReported?: boolean;
}

/** Which line is which. */
export function RateHistoryLegend({ second, hasReported = false }: RateHistoryLegendProps) {
  const { t } = useTranslation();
  return (
    <p className={styles.legend} aria-hidden="true">
      <span>
        <i /> {t('charts.legend.hashRate')}
      </span>
      {hasReported && (
        <span>
          <i data-dashed="" /> {t('charts.legend.reported')}
        </span>
      )}
      <span>
        <i data-thin="" /> {t(second.legend)}
      </span>
    </p>
  );
}
