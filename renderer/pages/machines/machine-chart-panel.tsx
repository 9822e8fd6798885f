import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '../../components/button.tsx';
import { MachineChart } from '../../components/machine-chart.tsx';
import { Panel } from '../../components/panel.tsx';
import { CHART_RANGES } from '../../stores/chart-store.ts';
import type { ChartRange } from '../../stores/chart-store.ts';
import type { MachineSample, MachineSnapshot } from '../../stores/facts.ts';
import { machineChartSummary } from '../../stores/machine-chart-rows.ts';
import { levelText } from '../../wording/machine-stages.ts';
import { exactText } from '../../wording/moments.ts';
import { hashRateText } from '../../wording/si-number.ts';
import styles from './machine-detail.module.css';
import { useMachineHistory } from './use-machine-history.ts';

interface MachineChartPanelProps {
  readonly machine: MachineSnapshot;
  /** The rate now, large. */
  readonly now: ReactNode;
}

/** A young chart shows this part of its range at least. */
const LEAST_PART = 1 / 8;

/** Hash rate and level of one machine over time, as a chart or a table. */
export function MachineChartPanel({ machine, now }: MachineChartPanelProps) {
  const [range, setRange] = useState<ChartRange>(CHART_RANGES[0]);
  const [asTable, setAsTable] = useState(false);
  const history = useMachineHistory(machine.key, range);
  const samples = history?.samples ?? [];
  return (
    <Panel
      title="Hash rate and difficulty"
      aside={
        <div className={styles.tools}>
          <Button
            kind="quiet"
            size="small"
            icon={asTable ? 'chart' : 'table'}
            disabled={samples.length === 0}
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
              if (chosen !== undefined) setRange(chosen);
            }}
          />
        </div>
      }
    >
      <div className={styles.above}>
        {now}
        {samples.length > 0 && !asTable && <Legend />}
      </div>
      <div className={styles.plot} data-testid="machine-chart">
        {history !== null && samples.length === 0 && (
          <p className={styles.empty}>
            {machine.isOnline
              ? 'The first measurement comes within seconds.'
              : `Nothing was measured in the last ${range.id}.`}
          </p>
        )}
        {history !== null && samples.length > 0 && asTable && <SampleTable samples={samples} />}
        {history !== null && samples.length > 0 && !asTable && (
          <>
            <MachineChart
              samples={samples}
              range={range}
              fromMs={startMs(samples, range, history.untilMs)}
              untilMs={history.untilMs}
            />
            <p className="unseen">{machineChartSummary(samples, range)}</p>
          </>
        )}
      </div>
    </Panel>
  );
}

function startMs(samples: readonly MachineSample[], range: ChartRange, untilMs: number): number {
  const first = samples[0]?.atMs ?? untilMs;
  const latest = untilMs - range.spanMs * LEAST_PART;
  return Math.min(latest, Math.max(untilMs - range.spanMs, first));
}

function Legend() {
  return (
    <p className={styles.legend} aria-hidden="true">
      <span>
        <i /> hash rate
      </span>
      <span>
        <i data-thin="" /> level of its shares
      </span>
    </p>
  );
}

function SampleTable({ samples }: { readonly samples: readonly MachineSample[] }) {
  return (
    <div className={styles.table} tabIndex={0} role="region" aria-label="Hash rate as a table">
      <table>
        <thead>
          <tr>
            <th scope="col">Time</th>
            <th scope="col">Hash rate</th>
            <th scope="col">Level</th>
          </tr>
        </thead>
        <tbody>
          {[...samples].reverse().map(({ atMs, hashesPerSecond, level }) => (
            <tr key={atMs}>
              <td>{exactText(atMs)}</td>
              <td>{hashRateText(hashesPerSecond)}</td>
              <td>{levelText(level)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
