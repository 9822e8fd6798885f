/**
 * Notices when connections are dropped because too many files are open, which the system does
 * silently.
 */
import type { Logger } from '../logging/logger.ts';
import { canOpenMore, openFilesLimit } from '../system/open-files.ts';
import type { OpenFilesEvent } from '../state/miner-events.ts';

const LOOK_EVERY_MS = 1_000;
/**
 * Dropped machines come back: an episode is over once the limit has not been reached for this long.
 */
const CALM_MS = 30_000;

interface OpenFilesWatch {
  readonly logger: Logger;
  readonly onEvent: (event: OpenFilesEvent) => void;
  /** Whether there is room now, and how much there is in all; the system's answers by default. */
  readonly hasRoom?: () => boolean;
  readonly limit?: number | null;
  /** Calls the function every `everyMs` until the returned function is called. */
  readonly every?: (act: () => void, everyMs: number) => () => void;
}

/** Watches until the returned function is called. */
export function watchOpenFiles(options: OpenFilesWatch): () => void {
  const { logger, onEvent, hasRoom = canOpenMore, every = everyTimer } = options;
  const limit = options.limit === undefined ? openFilesLimit() : options.limit;
  /** Checks since the limit was last reached; null outside of an episode. */
  let calmLooks: number | null = null;

  return every(() => {
    if (!hasRoom()) {
      if (calmLooks === null) {
        logger.error(`${sentence(limit)}; connections are dropped. ${ADVICE}`);
        onEvent({ type: 'open-files-exhausted', limit });
      }
      calmLooks = 0;
    } else if (calmLooks !== null) {
      calmLooks += 1;
      if (calmLooks * LOOK_EVERY_MS < CALM_MS) return;
      calmLooks = null;
      logger.info('there is room for connections again');
      onEvent({ type: 'open-files-recovered' });
    }
  }, LOOK_EVERY_MS);
}

const ADVICE =
  'Raise it before Heddle starts (ulimit -n 4096, or LimitNOFILE=4096 in a systemd service), or connect fewer machines.';

function sentence(limit: number | null): string {
  const size = limit === null ? ' of' : ` of ${limit}`;
  return `the limit${size} open files and connections is reached`;
}

function everyTimer(act: () => void, everyMs: number): () => void {
  const timer = setInterval(act, everyMs);
  return () => clearInterval(timer);
}
