/** Waits for something that becomes true by events. */

interface EventWaits {
  /** The first value that `look` gives, asked now and at each `lookAgain`; null when `signal` aborts. */
  until<T>(look: () => T | null, signal: AbortSignal): Promise<T | null>;
  /** To be called after each event. */
  lookAgain(): void;
}

/** Without any wait at first. */
export function createEventWaits(): EventWaits {
  const waiting = new Set<() => void>();
  return {
    until: (look, signal) =>
      new Promise((resolve) => {
        const check = (): void => {
          const found = signal.aborted ? null : look();
          if (found === null && !signal.aborted) return;
          waiting.delete(check);
          signal.removeEventListener('abort', check);
          resolve(found);
        };
        waiting.add(check);
        signal.addEventListener('abort', check);
        check();
      }),
    lookAgain() {
      for (const check of [...waiting]) check();
    },
  };
}
