/**
 * Mining that starts with the program, when it may be that no one is there to press Start: tried again for
 * a while where the reason may pass, and reported where it does not.
 */
import { mayPass } from '../../src-core/index.ts';
import type { Logger } from '../../src-core/index.ts';
import type { Failure } from '../../contract/failures.ts';
import type { MiningHost } from '../mining/mining-host.ts';

/** Pauses between attempts, ms: at login, other programs may take a minute; after a power cut, a router several. */
const PAUSES_MS = [10_000, 30_000, 60_000, 120_000, 300_000, 300_000];

interface LaunchStartOptions {
  readonly host: Pick<
    MiningHost,
    'startByItself' | 'isMining' | 'isPaused' | 'subscribe' | 'reportNotStarted'
  >;
  readonly logger: Logger;
  readonly onFailure: (failure: Failure) => void;
  /** Calls `action` after `ms`; the returned function cancels that. */
  readonly after?: (ms: number, action: () => void) => () => void;
}

export interface LaunchStart {
  /** Resolves after the first attempt. */
  start(): Promise<void>;
  /** No more attempts. */
  end(): void;
}

/** Prepares the start; nothing happens before `start`. */
export function createLaunchStart(options: LaunchStartOptions): LaunchStart {
  const { host, logger, onFailure, after = afterTime } = options;
  let cancel = (): void => undefined;

  async function attempt(pauses: readonly number[]): Promise<void> {
    // The user was faster.
    if (host.isMining() || host.isPaused()) return;
    const started = await host.startByItself();
    if (started.ok) return;
    const [pauseMs, ...later] = pauses;
    if (pauseMs === undefined || !isPassing(started.failure)) {
      host.reportNotStarted('not-started');
      onFailure(started.failure);
      return;
    }
    logger.warn(`mining is tried again in ${pauseMs / 1000} s`);
    const again = (): void => {
      cancel();
      void attempt(later);
    };
    const cancelTimer = after(pauseMs, again);
    const unsubscribe = host.subscribe(({ type }) => {
      if (type === 'mining-started') cancel();
      if (type === 'woke') again();
    });
    cancel = () => {
      cancelTimer();
      unsubscribe();
    };
  }

  return {
    start: () => attempt(PAUSES_MS),
    end: () => cancel(),
  };
}

function isPassing(failure: Failure): boolean {
  return failure.kind === 'start' && mayPass(failure.error);
}

function afterTime(ms: number, action: () => void): () => void {
  const timer = setTimeout(action, ms);
  return () => clearTimeout(timer);
}
