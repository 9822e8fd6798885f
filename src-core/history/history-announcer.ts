/** Reports faults of the history's files to the log and to listeners, including late ones. */
import type { Logger } from '../logging/logger.ts';
import { historyLine } from '../storage/storage-events.ts';
import type { HistoryEvent, HistoryFault, HistoryPart } from '../storage/storage-events.ts';

export type HistoryListener = (event: HistoryEvent) => void;

interface HistoryAnnouncer {
  /** Adds a listener and calls it with the present faults at once. */
  listen(listener: HistoryListener): void;
  /** The callbacks through which a part's file reports. */
  reportersOf(part: HistoryPart): {
    readonly onFault: (fault: HistoryFault) => void;
    readonly onRecovered: () => void;
  };
}

/** Where the lines for the log go. */
export type HistoryLog = Pick<Logger, 'error' | 'info'>;

/** Creates an announcer without faults or listeners. */
export function openAnnouncer(log: HistoryLog): HistoryAnnouncer {
  const listeners: HistoryListener[] = [];
  /** The last fault of each part that has one. */
  const faults = new Map<HistoryPart, HistoryEvent>();

  function announce(event: HistoryEvent): void {
    if (event.type === 'history-failed') {
      faults.set(event.part, event);
      log.error(historyLine(event));
    } else {
      faults.delete(event.part);
      log.info(historyLine(event));
    }
    for (const listener of listeners) listener(event);
  }

  return {
    listen(listener) {
      listeners.push(listener);
      for (const event of faults.values()) listener(event);
    },
    reportersOf: (part) => ({
      onFault: (fault) => announce({ type: 'history-failed', part, fault }),
      onRecovered: () => announce({ type: 'history-recovered', part }),
    }),
  };
}
