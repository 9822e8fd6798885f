/** The program's log: to a file that is bounded, and to the screen. */
import { createLog, openLogFile, reasonOf } from '../../src-core/index.ts';
import type { Log } from '../../src-core/index.ts';
import type { LogRelay } from './log-relay.ts';

/** Opens the log at level `info`. A disk that fails is reported once, on the screen. */
export function openAppLog(path: string, relay: LogRelay): Log {
  const file = openLogFile({ path });
  let failing = false;

  const log = createLog({
    level: 'info',
    async sink(batch) {
      relay.push(batch);
      try {
        await file.write(batch);
        failing = false;
      } catch (error) {
        if (failing) return;
        failing = true;
        log.logger
          .withTag('App')
          .error(`${path} cannot be written (${reasonOf(error)}): the log is on the screen only`);
      }
    },
  });
  return log;
}
