import { useTranslation } from '../../../stores/use-translation.ts';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Panel } from '../../../components/display/panel.tsx';
import {
  RateHistory,
  RateHistoryLegend,
  RateHistoryTools,
} from '../../../components/charts/rate-history.tsx';
import { chartStartMs } from '../../../components/charts/chart-rows.ts';
import { CHART_RANGES } from '../../../stores/chart-store.ts';
import type { ChartRange } from '../../../stores/chart-store.ts';
import type { MachineSnapshot } from '../../../../contract/screen-contract.ts';
import { LEVEL, machineChartSummary } from '../../../components/charts/rate-history-text.ts';
import styles from './machine-detail.module.css';
import { useMachineHistory } from './use-machine-history.ts';

interface MachineChartPanelProps {
  readonly machine: MachineSnapshot;
  /** Id of its device; null where none is known. */
  readonly device: string | null;
  /** The rate now, large. */
  readonly now: ReactNode;
}

/** Hash rate and level of one machine over time, as a chart or a table. */
export function MachineChartPanel({ machine, device, now }: MachineChartPanelProps) {
  const translation = useTranslation();
  const { t } = translation;
  const [range, setRange] = useState<ChartRange>(CHART_RANGES[0]);
  const [asTable, setAsTable] = useState(false);
  const history = useMachineHistory(machine.key, device, range);
  const isEmpty = history === null || history.samples.length === 0;
  const hasReported =
    history?.samples.some(({ reported }) => typeof reported === 'number') ?? false;
  return (
    <Panel
      title={t('machines.detail.chart')}
      aside={
        <RateHistoryTools
          range={range}
          onRange={setRange}
          asTable={asTable}
          onAsTable={setAsTable}
          isEmpty={isEmpty}
        />
      }
    >
      <div className={styles.above}>
        {now}
        {!isEmpty && !asTable && <RateHistoryLegend second={LEVEL} hasReported={hasReported} />}
      </div>
      <div className={styles.plot} data-testid="machine-chart">
        {history !== null && isEmpty && (
          <p className={styles.empty}>
            {machine.isOnline
              ? t('machines.detail.chart.soon')
              : translation.t('charts.machineSummary.nothing', { range: range.id })}
          </p>
        )}
        {!isEmpty && (
          <RateHistory
            samples={history.samples}
            rhythm={history.rhythm}
            second={LEVEL}
            fromMs={chartStartMs(history.samples, range, history.untilMs)}
            untilMs={history.untilMs}
            asTable={asTable}
            summary={machineChartSummary(translation, history.samples, range)}
          />
        )}
      </div>
    </Panel>
  );
}
