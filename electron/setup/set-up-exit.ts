/** What ending the program stops, closes and writes. */
import type { Log } from '../../src-core/index.ts';
import { exitCleanly } from '../desktop/clean-exit.ts';
import type { CleanExit } from '../desktop/clean-exit.ts';
import type { Kept } from './open-kept-files.ts';
import type { LogRelay } from '../logging/log-relay.ts';
import type { AppWindow } from '../window/app-window.ts';
import type { Mining } from './set-up-mining.ts';
import type { Startup } from './set-up-startup.ts';

interface ExitParts {
  readonly mining: Mining;
  readonly kept: Kept;
  readonly window: AppWindow;
  readonly log: Log;
  readonly relay: LogRelay;
  readonly startup: Startup;
  /** Releases the data folder. */
  readonly unlock: () => void;
}

/** From here on, the program ends through these steps, whatever ends it. */
export function setUpExit(parts: ExitParts): CleanExit {
  const { mining, kept, window, log, relay, startup, unlock } = parts;
  return exitCleanly(
    {
      stopMining() {
        startup.endAttempts();
        return mining.end();
      },
      async close() {
        mining.close();
        relay.close();
        await startup.end();
        await window.savePlacement();
        kept.history.close();
        unlock();
      },
      flushLogs: () => log.flush(),
    },
    log.logger.withTag('App'),
  );
}
