import { useEffect, useState } from 'react';
import type { DeviceSample } from '../../../../contract/screen-contract.ts';
import { getDeviceHistory } from '../../../bridge.ts';
import { CHART_POINTS } from '../../../stores/chart-store.ts';
import type { ChartRange } from '../../../stores/chart-store.ts';

/** Machines are not read more often. */
const REFRESH_MS = 10_000;

interface DeviceHistory {
  /** At most `CHART_POINTS` of them. */
  readonly samples: readonly DeviceSample[];
  /** When it was asked: the right edge of the chart. */
  readonly untilMs: number;
}

interface Loaded extends DeviceHistory {
  readonly range: ChartRange;
}

/** A machine's own readings over a range, refreshed while they are shown; null until they are there. */
export function useDeviceHistory(id: string, range: ChartRange): DeviceHistory | null {
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  useEffect(() => {
    let isOver = false;
    const refresh = async (): Promise<void> => {
      const untilMs = Date.now();
      const span = { fromMs: untilMs - range.spanMs, toMs: untilMs, points: CHART_POINTS };
      const samples = await getDeviceHistory({ id, ...span });
      if (!isOver) setLoaded({ range, samples, untilMs });
    };
    void refresh();
    const timer = setInterval(() => void refresh(), REFRESH_MS);
    return () => {
      isOver = true;
      clearInterval(timer);
    };
  }, [id, range]);
  return loaded?.range === range ? loaded : null;
}
