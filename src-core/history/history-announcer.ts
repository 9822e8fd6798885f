/** Who hears of the history's faults: the log, and listeners, late ones too. */
import type { Logger } from '../logging/logger.ts';
import { historyLine } from '../storage/storage-events.ts';
import type { HistoryEvent, HistoryFault, HistoryPart } from '../storage/storage-events.ts';

export type HistoryListener = (event: HistoryEvent) => void;

export interface HistoryAnnouncer {
  /** What is wrong now is told at once. */
  listen(listener: HistoryListener): void;
  /** What a part's file says. */
  speakerOf(part: HistoryPart): {
    readonly onFault: (fault: HistoryFault) => void;
    readonly onRecovered: () => void;
  };
}

/** Where the log's lines go. */
export type HistoryLog = Pick<Logger, 'error' | 'info'>;

export function openAnnouncer(log: HistoryLog): HistoryAnnouncer {
  const listeners: HistoryListener[] = [];
  const wrong = new Map<HistoryPart, HistoryEvent>();

  function announce(event: HistoryEvent): void {
    if (event.type === 'history-failed') {
      wrong.set(event.part, event);
      log.error(historyLine(event));
    } else {
      wrong.delete(event.part);
      log.info(historyLine(event));
    }
    for (const listener of listeners) listener(event);
  }

  return {
    listen(listener) {
      listeners.push(listener);
      for (const event of wrong.values()) listener(event);
    },
    speakerOf: (part) => ({
      onFault: (fault) => announce({ type: 'history-failed', part, fault }),
      onRecovered: () => announce({ type: 'history-recovered', part }),
    }),
  };
}
