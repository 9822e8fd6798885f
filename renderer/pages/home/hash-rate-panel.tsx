import { useTranslation } from '../../stores/use-translation.ts';
import { memo, useState } from 'react';
import { showRange } from '../../connection/connect.ts';
import { Figure } from '../../components/display/figure.tsx';
import { Panel } from '../../components/display/panel.tsx';
import {
  RateHistory,
  RateHistoryLegend,
  RateHistoryTools,
} from '../../components/charts/rate-history.tsx';
import { chartStartMs } from '../../components/charts/chart-rows.ts';
import { sliceMs, useChartStore } from '../../stores/chart-store.ts';
import { useClockStore } from '../../stores/clock-store.ts';
import { useMinerStore } from '../../stores/miner-store.ts';
import type { WorkerSnapshot } from '../../../contract/screen-contract.ts';
import { DIFFICULTY, chartSummary } from '../../components/charts/rate-history-text.ts';
import { howComputedText, rateSourceText } from '../../wording/figures/how-computed.ts';
import { hashRateText, hashRateParts } from '../../wording/figures/si-number.ts';
import { silenceText } from '../../wording/problems/silence.ts';
import styles from './home.module.css';

/** Hash rate now, and how it was. */
export function HashRatePanel() {
  const translation = useTranslation();
  const { t } = translation;
  const [asTable, setAsTable] = useState(false);
  const snapshot = useMinerStore((miner) => miner.calm);
  const mines = snapshot !== null && snapshot.phase !== 'stopped';
  const hasPoints = useChartStore((chart) => chart.points.length > 0);
  const workers = snapshot?.workers ?? [];
  const how = howComputedText(translation, workers);
  return (
    <Panel title={t('home.hashRate')} aside={<Tools asTable={asTable} setAsTable={setAsTable} />}>
      <div className={styles.rate}>
        <span
          data-testid="hash-rate"
          role="group"
          aria-label={t('home.hashRate.now')}
          title={rateSourceText(translation, workers) ?? undefined}
        >
          <Figure size="large" parts={hashRateParts(translation, snapshot?.hashesPerSecond ?? 0)} />
        </span>
        <p className="muted">
          {mines ? (
            <>
              {how !== null && <span className={styles.threads}>{how}</span>}
              {t('home.minute', {
                rate: hashRateText(translation, snapshot.hashesPerSecondMinute),
              })}
            </>
          ) : (
            t('home.notMining')
          )}
        </p>
        {!asTable && hasPoints && <RateHistoryLegend second={DIFFICULTY} />}
      </div>
      {snapshot !== null && <Silence workers={snapshot.workers} />}
      <div className={styles.plot}>
        <Plot asTable={asTable} mines={mines} />
      </div>
    </Panel>
  );
}

/** Programs without an answer for long: usual where blocks are hard, and good to know. */
function Silence({ workers }: { readonly workers: readonly WorkerSnapshot[] }) {
  const translation = useTranslation();
  const nowMs = useClockStore((clock) => clock.nowMs);
  const text = silenceText(translation, workers, nowMs);
  if (text === null) return null;
  return <p className={styles.silence}>{text}</p>;
}

/** Redrawn when the picture moves on, not with every snapshot. */
const Plot = memo(function Plot({
  asTable,
  mines,
}: {
  readonly asTable: boolean;
  readonly mines: boolean;
}) {
  const translation = useTranslation();
  const { t } = translation;
  const range = useChartStore((chart) => chart.range);
  const loaded = useChartStore((chart) => chart.loaded);
  const hasPoints = useChartStore((chart) => chart.points.length > 0);
  // The picture moves on by a third of a slice: finer steps would be less than a pixel. The points
  // are read when it does, since redrawing them costs more than anything else on the page.
  const moveMs = Math.max(1000, sliceMs(range) / 3);
  const untilMs = useClockStore((clock) => Math.ceil(clock.nowMs / moveMs) * moveMs);
  if (!loaded) return null;
  if (!hasPoints) {
    return (
      <div className={styles.empty}>
        {mines ? (
          <p>{t('home.chart.soon')}</p>
        ) : (
          <p>
            {t('home.chart.nothing', { range: range.id })}
            <br />
            {t('home.chart.start')}
          </p>
        )}
      </div>
    );
  }
  const stepMs = sliceMs(range);
  const samples = useChartStore
    .getState()
    .points.filter(({ atMs }) => atMs >= untilMs - range.spanMs - stepMs)
    .map(({ atMs, hashesPerSecond, difficulty }) => ({
      atMs,
      hashesPerSecond,
      second: difficulty,
    }));
  return (
    <RateHistory
      samples={samples}
      rhythm={{ stepMs, gapSteps: 1.5 }}
      second={DIFFICULTY}
      fromMs={chartStartMs(samples, range, untilMs)}
      untilMs={untilMs}
      asTable={asTable}
      summary={chartSummary(translation, samples, range)}
    />
  );
});

interface ToolsProps {
  readonly asTable: boolean;
  readonly setAsTable: (asTable: boolean) => void;
}

function Tools({ asTable, setAsTable }: ToolsProps) {
  const range = useChartStore((chart) => chart.range);
  const hasPoints = useChartStore((chart) => chart.points.length > 0);
  return (
    <RateHistoryTools
      range={range}
      onRange={(chosen) => void showRange(chosen)}
      asTable={asTable}
      onAsTable={setAsTable}
      isEmpty={!hasPoints}
    />
  );
}
