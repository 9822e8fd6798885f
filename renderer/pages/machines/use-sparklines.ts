import { useEffect } from 'react';
import { getSparklines } from '../../bridge.ts';
import { receiveSparklines } from '../../stores/machine-list-store.ts';

/** A point of a small line is half a minute: sooner nothing is to be seen. */
const REFRESH_MS = 10_000;

/** Keeps the small lines fresh while the list is shown. */
export function useSparklines(): void {
  useEffect(() => {
    let isOver = false;
    const refresh = async (): Promise<void> => {
      const sparklines = await getSparklines();
      if (!isOver) receiveSparklines(sparklines);
    };
    void refresh();
    const timer = setInterval(() => void refresh(), REFRESH_MS);
    return () => {
      isOver = true;
      clearInterval(timer);
    };
  }, []);
}
