import { useEffect, useState } from 'react';
import { getMachineHistory } from '../../bridge.ts';
import { CHART_POINTS } from '../../stores/chart-store.ts';
import type { ChartRange } from '../../stores/chart-store.ts';
import type { MachineSample } from '../../stores/facts.ts';

/** A new sample comes that often. */
const REFRESH_MS = 5_000;

export interface MachineHistory {
  readonly samples: readonly MachineSample[];
  /** When it was asked: the right edge of the chart. */
  readonly untilMs: number;
}

interface Loaded extends MachineHistory {
  readonly range: ChartRange;
}

/** One machine's samples over a range, refreshed while it is shown; null until they are there. */
export function useMachineHistory(key: string, range: ChartRange): MachineHistory | null {
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  useEffect(() => {
    let isOver = false;
    const refresh = async (): Promise<void> => {
      const untilMs = Date.now();
      const samples = await getMachineHistory(key, untilMs - range.spanMs, CHART_POINTS);
      if (!isOver) setLoaded({ range, samples, untilMs });
    };
    void refresh();
    const timer = setInterval(() => void refresh(), REFRESH_MS);
    return () => {
      isOver = true;
      clearInterval(timer);
    };
  }, [key, range]);
  return loaded?.range === range ? loaded : null;
}
