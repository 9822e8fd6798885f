import { useTranslation } from '../../stores/use-translation.ts';
import { SegmentedControl } from '@mantine/core';
import type { RateSample, SampleRhythm } from './chart-rows.ts';
import { CHART_RANGES } from '../../stores/chart-store.ts';
import type { ChartRange } from '../../stores/chart-store.ts';
import { exactText } from '../../wording/moments.ts';
import type { SecondLine } from './rate-history-wording.ts';
import { hashRateText } from '../../wording/si-number.ts';
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
  return (
    <div className={styles.table} tabIndex={0} role="region" aria-label="Hash rate as a table">
      <table>
        <thead>
          <tr>
            <th scope="col">Time</th>
            <th scope="col">Hash rate</th>
            <th scope="col">{second.title}</th>
          </tr>
        </thead>
        <tbody>
          {[...samples].reverse().map((sample) => (
            <tr key={sample.atMs}>
              <td>{exactText(translation, sample.atMs)}</td>
              <td>{hashRateText(translation, sample.hashesPerSecond)}</td>
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
  return (
    <div className={styles.tools}>
      <Button
        kind="quiet"
        size="small"
        disabled={isEmpty}
        icon={asTable ? 'chart' : 'table'}
        onClick={() => onAsTable(!asTable)}
      >
        {asTable ? 'As chart' : 'As table'}
      </Button>
      <SegmentedControl
        size="xs"
        aria-label="Time shown"
        data={CHART_RANGES.map(({ id }) => id)}
        value={range.id}
        onChange={(id) => {
          const chosen = CHART_RANGES.find((each) => each.id === id);
          if (chosen !== undefined) onRange(chosen);
        }}
      />
    </div>
  );
}

/** Which line is which. */
export function RateHistoryLegend({ second }: { readonly second: SecondLine }) {
  return (
    <p className={styles.legend} aria-hidden="true">
      <span>
        <i /> hash rate
      </span>
      <span>
        <i data-thin="" /> {second.legend}
      </span>
    </p>
  );
}
