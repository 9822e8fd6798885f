/** A program of a terminal, run in this process: what it prints, says and ends with. */
import type { EventEmitter } from 'node:events';
import { vi } from 'vitest';

export interface InsideRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * What is written to both streams while `act` runs, beside the code it gives.
 * @param failure what stdout answers to each text; null where it takes them
 */
export async function collected(
  act: () => Promise<number>,
  failure: Error | null = null,
): Promise<InsideRun> {
  const left = [
    listenersOf(process.stdout, 'error'),
    ...['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => listenersOf(process, signal)),
  ];
  const spies = [process.stdout, process.stderr].map((stream) => {
    const texts: string[] = [];
    const spy = vi.spyOn(stream, 'write').mockImplementation((text, ...rest: unknown[]) => {
      texts.push(String(text));
      const done = rest.at(-1);
      if (typeof done === 'function') (done as (error: Error | null) => void)(failure);
      return true;
    });
    return { texts, spy };
  });
  try {
    const code = await act();
    const [stdout = '', stderr = ''] = spies.map(({ texts }) => texts.join(''));
    return { code, stdout, stderr };
  } finally {
    for (const { spy } of spies) spy.mockRestore();
    for (const { removeNew } of left) removeNew();
  }
}

/** What a program leaves to its end, which does not come here. */
function listenersOf(emitter: EventEmitter, event: string) {
  const before = new Set(emitter.listeners(event));
  return {
    removeNew() {
      for (const listener of emitter.listeners(event)) {
        if (!before.has(listener)) emitter.off(event, listener as () => void);
      }
    },
  };
}
