/** The one way to end the program: stop mining, write what is pending, exit. */
import { app } from 'electron';
import { detailOf } from '../../src-core/index.ts';
import type { Logger } from '../../src-core/index.ts';

/** A worker that does not stop must not keep the program running. */
const STOP_LIMIT_MS = 10_000;
const FLUSH_LIMIT_MS = 2_000;

interface ExitSteps {
  readonly stopMining: () => Promise<unknown>;
  /** Closes files and everything else that is open. */
  readonly close: () => Promise<unknown>;
  readonly flushLogs: () => Promise<unknown>;
}

export interface CleanExit {
  /** Can be called more than once. */
  quit(): void;
}

/**
 * Takes every end of the program through `steps`: the menu, the end of the desktop session, signals.
 * Exit code 0, or 1 when a step failed or took too long.
 */
export function exitCleanly(steps: ExitSteps, logger: Logger): CleanExit {
  let leaving = false;

  async function leave(): Promise<void> {
    logger.info('Heddle is ending');
    const stopped = await succeeds('stopping the miner', steps.stopMining(), STOP_LIMIT_MS);
    const closed = await succeeds('closing the files', steps.close(), FLUSH_LIMIT_MS);
    logger.info('Heddle has ended');
    const flushed = await succeeds('writing the log', steps.flushLogs(), FLUSH_LIMIT_MS);
    // Unlike quit(), exit() asks no window again.
    app.exit(stopped && closed && flushed ? 0 : 1);
  }

  async function succeeds(what: string, step: Promise<unknown>, limitMs: number): Promise<boolean> {
    try {
      if (await settlesWithin(step, limitMs)) return true;
      logger.error(`${what} took longer than ${limitMs / 1000} s`);
    } catch (error) {
      logger.error(`${what} failed: ${detailOf(error)}`);
    }
    return false;
  }

  function quit(): void {
    if (leaving) return;
    leaving = true;
    void leave();
  }

  app.on('before-quit', (event) => {
    event.preventDefault();
    quit();
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, quit);
  return { quit };
}

/** False when the time runs out first. */
async function settlesWithin(step: Promise<unknown>, limitMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), limitMs);
  });
  try {
    return await Promise.race([step.then(() => true as const), limit]);
  } finally {
    clearTimeout(timer);
  }
}
