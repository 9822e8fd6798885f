/** Who listens to the mining session. */
import type { Logger } from '../../logging/logger.ts';
import { detailOf } from '../../system/thrown-reason.ts';
import type { SessionEvent } from './session-events.ts';

interface SessionListeners {
  /** @returns a function that removes the listener */
  subscribe(listener: (event: SessionEvent) => void): () => void;
  /** Calls every listener. */
  announce(event: SessionEvent): void;
  /** Runs what must not end mining: an exception is logged. `type` is the event that it is about. */
  guarded(act: () => void, type: SessionEvent['type']): void;
}

/** Listeners of a session, none at first. What one throws is logged, and the others are called. */
export function createListeners(logger: Logger): SessionListeners {
  const listeners = new Set<(event: SessionEvent) => void>();

  function guarded(act: () => void, type: SessionEvent['type']): void {
    try {
      act();
    } catch (error) {
      logger.error(`a listener of the miner failed on ${type}: ${detailOf(error)}`);
    }
  }

  return {
    guarded,
    announce(event) {
      for (const listener of [...listeners]) guarded(() => listener(event), event.type);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
