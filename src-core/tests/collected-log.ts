/** A log whose lines a test reads. */
import { createLog } from '../logging/logger.ts';
import type { Logger } from '../logging/logger.ts';
import type { LogRecord } from '../logging/log-record.ts';

export interface CollectedLog {
  readonly logger: Logger;
  /** The texts logged so far, of that level alone where one is given. */
  logged(level?: LogRecord['level']): Promise<readonly string[]>;
}

/** A log of every level that keeps its lines. */
export function collectedLog(): CollectedLog {
  const records: LogRecord[] = [];
  const log = createLog({ level: 'debug', sink: (batch) => void records.push(...batch) });
  return {
    logger: log.logger,
    async logged(level) {
      await log.flush();
      return records.filter((each) => (level ?? each.level) === each.level).map(({ text }) => text);
    },
  };
}
