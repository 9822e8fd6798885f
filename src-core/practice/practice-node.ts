/**
 * A practice node: a private braided network behind the service API of a chainweb node, on real HTTP.
 * Miners cannot tell it from a node; its blocks are worth nothing.
 */
import type { Logger } from '../logging/logger.ts';
import { createMicrosecondClock } from '../logging/microsecond-clock.ts';
import { openHttpListener } from '../listening/http-listener.ts';
import { listenFailure } from '../listening/listen-error.ts';
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import { createPracticeServer } from './api/http-server.ts';
import type { PracticeError } from './chain/practice-errors.ts';
import { FIRST_DIFFICULTY, practiceNetwork } from './chain/practice-network.ts';
import type { PracticeNetwork } from './chain/practice-network.ts';
import type { PracticeStore } from './chain/practice-store.ts';
import type { PracticeOptions } from './api/practice-options.ts';
import { createPracticeService } from './api/router.ts';
import { openPracticeStore } from './chain/resilient-store.ts';

/** How long requests that wait for work may delay an orderly end, ms. */
const CLOSE_GRACE_MS = 500;

/** A running practice node. */
export interface PracticeNode {
  /** Base URL, e.g. `http://127.0.0.1:1848`. */
  readonly url: string;
  readonly port: number;
  /** The network's name as returned by `/info`. */
  readonly versionName: string;
  /** Discards all blocks and starts with new genesis blocks; miners get new work on every chain. */
  reset(): Promise<void>;
  /** Ends streams and requests in an orderly way, then releases port and file. */
  close(): Promise<void>;
  /** Ends as if the process had been killed: connections are cut, replies stay incomplete. */
  kill(): Promise<void>;
}

/**
 * Starts a practice node; resolves when it listens. The error says why it cannot listen or cannot use
 * its data file.
 */
export async function startPracticeNode(
  options: PracticeOptions,
  logger: Logger,
): Promise<Result<PracticeNode, PracticeError>> {
  const network = practiceNetwork(
    options.graph ?? 'twenty',
    options.blockDelayMicros ?? null,
    options.firstDifficulty ?? FIRST_DIFFICULTY,
  );
  const opened = openPracticeStore(
    options.dataFile ?? null,
    network.versionName,
    options.reset ?? false,
    (keptAs) => {
      logger.error(`the chains on disk were damaged: kept as ${keptAs}, starting new ones`);
      options.onSetAside?.(keptAs);
    },
  );
  if (!opened.ok) return opened;
  const store = opened.value;
  try {
    const served = await serve(options, logger, network, store);
    if (!served.ok) store.close();
    return served;
  } catch (error) {
    // Such as a disk that is full: the file must be free for the next start.
    store.close();
    throw error;
  }
}

/** Serves the network of an open store, which the node closes at its end. */
async function serve(
  options: PracticeOptions,
  logger: Logger,
  network: PracticeNetwork,
  store: PracticeStore,
): Promise<Result<PracticeNode, PracticeError>> {
  const clock = options.nowMicros ?? createMicrosecondClock();
  const service = createPracticeService({ ...options, nowMicros: clock }, network, store, logger);
  const place = { interfaceName: options.host ?? '127.0.0.1', port: options.port };
  const server = createPracticeServer(service.answer, clock, logger, place.interfaceName);
  const listening = await openHttpListener(server, place, (detail) =>
    logger.error(`listening failed: ${detail}`),
  );
  if (!listening.ok) {
    return err(listenFailure(listening.error, 'practice', { interfaceName: null, port: null }));
  }
  const listener = listening.value;
  const { url, port } = listener;
  logger.info(`practice network ${network.versionName} on ${url}`);

  let ended: Promise<void> | null = null;

  async function close(): Promise<void> {
    const closed = listener.close(CLOSE_GRACE_MS);
    service.stop();
    await closed;
    store.close();
  }

  async function kill(): Promise<void> {
    const closed = listener.close();
    service.stop();
    store.close();
    await closed;
  }

  return ok({
    url,
    port,
    versionName: network.versionName,
    reset: async () => {
      if (ended === null) service.reset();
      else await ended;
    },
    close: () => (ended ??= close()),
    kill: () => (ended ??= kill()),
  });
}
