import { useEffect, useState } from 'react';
import { getMachineHistory } from '../../bridge.ts';
import type { MachineSample } from '../../../contract/screen-contract.ts';

/** Time span of the small lines. */
export const SPARKLINE_MS = 15 * 60_000;
const SPARKLINE_POINTS = 30;
/** A point of a small line is half a minute: refreshing sooner would show nothing new. */
const REFRESH_MS = 10_000;
const NO_SAMPLES: readonly MachineSample[] = [];

/**
 * The samples of a machine's small line, kept fresh while its row is there. Each row asks for
 * itself, as a list of a thousand machines shows twenty: asking for all held up mining for 160 ms.
 */
export function useSparkline(key: string): readonly MachineSample[] {
  const [samples, setSamples] = useState(NO_SAMPLES);
  useEffect(() => {
    let isOver = false;
    const refresh = async (): Promise<void> => {
      const toMs = Date.now();
      const span = { fromMs: toMs - SPARKLINE_MS, toMs, points: SPARKLINE_POINTS };
      const latest = await getMachineHistory({ key, ...span });
      if (!isOver) setSamples(latest);
    };
    void refresh();
    const timer = setInterval(() => void refresh(), REFRESH_MS);
    return () => {
      isOver = true;
      clearInterval(timer);
    };
  }, [key]);
  return samples;
}
