/** A log that writes every line as a terminal and a file would, and in which no error may come. */
import { formatLogJson } from '../../src-core/logging/log-json.ts';
import { formatLogLine } from '../../src-core/logging/log-line.ts';
import { createLog } from '../../src-core/logging/logger.ts';
import type { Logger } from '../../src-core/logging/logger.ts';
import { mustHold } from './door.ts';

interface StrictLog {
  readonly logger: Logger;
  /** @throws when a line was an error, or had in it what no line may have */
  check(): Promise<void>;
}

/** Characters that end a line, control a terminal or are not seen. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u;
/** Characters of a line: texts of peers are cut before they are logged. */
const LONGEST = 2_000;

export function strictLog(): StrictLog {
  const complaints: string[] = [];
  const log = createLog({
    level: 'debug',
    sink: (batch) => {
      for (const record of batch) {
        const line = formatLogLine(record, { colours: false });
        const isWrong =
          record.level === 'error' ||
          line.length > LONGEST ||
          UNSEEN.test(line) ||
          UNSEEN.test(formatLogJson(record));
        if (isWrong) complaints.push(line);
      }
    },
  });
  return {
    logger: log.logger,
    async check() {
      await log.flush();
      const [line] = complaints.splice(0);
      mustHold(line === undefined, 'the log has no error and no unsafe line', line);
    },
  };
}
