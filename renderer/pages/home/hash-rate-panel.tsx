import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { showRange } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { Figure } from '../../components/figure.tsx';
import { HashRateChart } from '../../components/hash-rate-chart.tsx';
import { Panel } from '../../components/panel.tsx';
import { chartSummary } from '../../stores/chart-rows.ts';
import { CHART_RANGES, sliceMs, useChartStore } from '../../stores/chart-store.ts';
import { useClockStore } from '../../stores/clock-store.ts';
import { useMinerStore } from '../../stores/miner-store.ts';
import type { WorkerSnapshot } from '../../stores/facts.ts';
import { hashRateText, hashRateWords } from '../../wording/si-number.ts';
import { silenceText } from '../../wording/silence.ts';
import { ChartTable } from './chart-table.tsx';
import styles from './home.module.css';

/** Hash rate now, and how it was. */
export function HashRatePanel() {
  const [asTable, setAsTable] = useState(false);
  const snapshot = useMinerStore((miner) => miner.calm);
  const mines = snapshot !== null && snapshot.phase !== 'stopped';
  const hasPoints = useChartStore((chart) => chart.points.length > 0);
  const threads = snapshot?.workers.length ?? 0;
  // How the workers compute; most often all in one way.
  const engines = new Set(snapshot?.workers.flatMap(({ engine }) => engine ?? []));
  return (
    <Panel title="Hash rate" aside={<Tools asTable={asTable} setAsTable={setAsTable} />}>
      <div className={styles.rate}>
        <span data-testid="hash-rate" role="group" aria-label="Hash rate now">
          <Figure size="large" words={hashRateWords(snapshot?.hashesPerSecond ?? 0)} />
        </span>
        <p className="muted">
          {mines ? (
            <>
              {threads > 0 && (
                <span className={styles.threads}>
                  {[`${threads} ${threads === 1 ? 'thread' : 'threads'}`, ...engines].join(' · ')}
                </span>
              )}
              {hashRateText(snapshot.hashesPerSecondMinute)} over a minute
            </>
          ) : (
            'Nothing is mined at the moment'
          )}
        </p>
        {!asTable && hasPoints && <Legend />}
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
  const nowMs = useClockStore((clock) => clock.nowMs);
  const text = silenceText(workers, nowMs);
  if (text === null) return null;
  return <p className={styles.silence}>{text}</p>;
}

function Plot({ asTable, mines }: { readonly asTable: boolean; readonly mines: boolean }) {
  const range = useChartStore((chart) => chart.range);
  const loaded = useChartStore((chart) => chart.loaded);
  const hasPoints = useChartStore((chart) => chart.points.length > 0);
  // The picture moves on by a third of a slice: finer steps would be less than a pixel. The points
  // are read when it does, since drawing them anew is the dearest thing on the page.
  const stepMs = Math.max(1000, sliceMs(range) / 3);
  const untilMs = useClockStore((clock) => Math.ceil(clock.nowMs / stepMs) * stepMs);
  if (!loaded) return null;
  if (!hasPoints) {
    return (
      <div className={styles.empty}>
        {mines ? (
          <p>The first measurements are on their way.</p>
        ) : (
          <p>
            Nothing was mined in the last {range.id}.
            <br />
            Start mining, and the hash rate is drawn here.
          </p>
        )}
      </div>
    );
  }
  const { points } = useChartStore.getState();
  if (asTable) return <ChartTable points={points} />;
  return (
    <>
      <HashRateChart points={points} range={range} untilMs={untilMs} />
      <p className="unseen">{chartSummary(points, range)}</p>
    </>
  );
}

interface ToolsProps {
  readonly asTable: boolean;
  readonly setAsTable: (asTable: boolean) => void;
}

function Tools({ asTable, setAsTable }: ToolsProps) {
  const range = useChartStore((chart) => chart.range);
  const hasPoints = useChartStore((chart) => chart.points.length > 0);
  return (
    <div className={styles.tools}>
      <Button
        kind="quiet"
        size="small"
        disabled={!hasPoints}
        icon={asTable ? 'chart' : 'table'}
        onClick={() => setAsTable(!asTable)}
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
          if (chosen !== undefined) void showRange(chosen);
        }}
      />
    </div>
  );
}

function Legend() {
  return (
    <p className={styles.legend} aria-hidden="true">
      <span>
        <i /> hash rate
      </span>
      <span>
        <i data-thin="" /> difficulty
      </span>
    </p>
  );
}
