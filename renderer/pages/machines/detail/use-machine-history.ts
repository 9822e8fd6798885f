import { useEffect, useState } from 'react';
import { getDeviceHistory, getMachineHistory } from '../../../bridge.ts';
import { machineRhythm } from '../../../components/charts/chart-rows.ts';
import { withReported } from './with-reported.ts';
import type { RateSample, SampleRhythm } from '../../../components/charts/chart-rows.ts';
import { CHART_POINTS } from '../../../stores/chart-store.ts';
import type { ChartRange } from '../../../stores/chart-store.ts';

/** How often a new sample comes. */
const REFRESH_MS = 5_000;

interface MachineHistory {
  /** With the level of its shares, at most `CHART_POINTS` of them. */
  readonly samples: readonly RateSample[];
  readonly rhythm: SampleRhythm;
  /** When it was asked: the right edge of the chart. */
  readonly untilMs: number;
}

interface Loaded extends MachineHistory {
  readonly range: ChartRange;
}

/**
 * One machine's samples over a range, with what it reports where its device is known, refreshed
 * while it is shown; null until they are there.
 */
export function useMachineHistory(
  key: string,
  device: string | null,
  range: ChartRange,
): MachineHistory | null {
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  useEffect(() => {
    let isOver = false;
    const refresh = async (): Promise<void> => {
      const untilMs = Date.now();
      const span = { fromMs: untilMs - range.spanMs, toMs: untilMs, points: CHART_POINTS };
      const [found, told] = await Promise.all([
        getMachineHistory({ key, ...span }),
        device === null ? [] : getDeviceHistory({ id: device, ...span }),
      ]);
      const samples = withReported(
        found.map(({ level, ...sample }) => ({ ...sample, second: level })),
        told,
      );
      if (!isOver) setLoaded({ range, samples, rhythm: machineRhythm(samples, range), untilMs });
    };
    void refresh();
    const timer = setInterval(() => void refresh(), REFRESH_MS);
    return () => {
      isOver = true;
      clearInterval(timer);
    };
  }, [key, device, range]);
  return loaded?.range === range ? loaded : null;
}
