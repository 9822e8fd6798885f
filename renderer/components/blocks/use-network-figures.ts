import { useEffect, useState } from 'react';
import { useClockStore } from '../../stores/clock-store.ts';

/** Between two questions, ms: what is asked changes slowly. */
const ASK_EVERY_MS = 10_000;

/**
 * The answer about a network, asked again every few seconds and whenever `stamp` changes; null until the first, and
 * for another network until its own is there.
 * @param ask the same function each time
 */
export function useNetworkFigures<Answer>(
  ask: (of: { readonly versionName: string }) => Promise<Answer>,
  versionName: string | null,
  stamp: number,
): Answer | null {
  const [answered, setAnswered] = useState<{ of: string; answer: Answer } | null>(null);
  const turn = useClockStore(({ nowMs }) => Math.floor(nowMs / ASK_EVERY_MS));
  useEffect(() => {
    let isCurrent = true;
    if (versionName !== null) {
      void ask({ versionName }).then((answer) => {
        if (isCurrent) setAnswered({ of: versionName, answer });
      });
    }
    return () => {
      isCurrent = false;
    };
  }, [ask, versionName, stamp, turn]);
  return answered !== null && answered.of === versionName ? answered.answer : null;
}
