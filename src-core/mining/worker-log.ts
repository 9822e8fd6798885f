import type { Logger } from '../logging/logger.ts';
import type { MinerNews } from '../state/miner-events.ts';

/** Logs what workers compute with, and what keeps their threads from more. */
export function workerLog(logger: Logger): (news: MinerNews) => void {
  const warned = new Set<string>();
  // All threads belong to one program and report the same.
  const warnOnce = (text: string): void => {
    if (!warned.has(text)) logger.warn(text);
    warned.add(text);
  };
  return (news) => {
    switch (news.type) {
      case 'engine-chosen':
        logger.info(`${news.worker} uses ${news.engine}`);
        break;
      case 'priority-kept':
        warnOnce(`CPU threads keep the program's priority: ${news.reason}`);
        break;
      case 'native-left-out':
        warnOnce(`CPU threads leave out the native search: ${news.reason}`);
    }
  };
}
