/**
 * A practice node: a braided network of one's own behind the service API of a chainweb node, on
 * real HTTP. Miners cannot tell it from a node; its blocks are worth nothing.
 */
import type { Server } from 'node:http';
import type { Logger } from '../logging/logger.ts';
import { createMicrosecondClock } from '../logging/microsecond-clock.ts';
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import { createPracticeServer } from './api/http-server.ts';
import type { PracticeError } from './chain/practice-errors.ts';
import { FIRST_DIFFICULTY, practiceNetwork } from './chain/practice-network.ts';
import type { PracticeOptions } from './api/practice-options.ts';
import { createPracticeService } from './api/router.ts';
import { openPracticeStore } from './chain/resilient-store.ts';

/** How long requests that wait for work may hold up an orderly end. */
const CLOSE_GRACE_MS = 500;

/** A running practice node. */
export interface PracticeNode {
  /** Base URL, e.g. `http://127.0.0.1:1848`. */
  readonly url: string;
  readonly port: number;
  /** The network's name as `/info` tells it. */
  readonly versionName: string;
  /** Forgets all blocks and begins anew; miners see new work on every chain. */
  reset(): Promise<void>;
  /** Ends streams and requests in good order, then lets go of port and file. */
  close(): Promise<void>;
  /** Ends as if the process had been killed: connections are cut, replies stay unfinished. */
  kill(): Promise<void>;
}

/** Starts a practice node and resolves when it listens. */
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
      logger.error(`the chains on disk were damaged: they are kept as ${keptAs}, new ones begin`);
      options.onSetAside?.(keptAs);
    },
  );
  if (!opened.ok) return opened;
  const store = opened.value;

  const clock = options.nowMicros ?? createMicrosecondClock();
  const service = createPracticeService({ ...options, nowMicros: clock }, network, store, logger);
  const server = createPracticeServer(service.answer, clock, logger);
  const host = options.host ?? '127.0.0.1';
  const listening = await listen(server, options.port, host);
  if (!listening.ok) {
    store.close();
    return listening;
  }
  // Such as no file handle left for a connection: the node goes on.
  server.on('error', (error) => logger.error(`listening failed: ${error.message}`));
  const port = listening.value;
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  logger.info(`practice network ${network.versionName} on ${url}`);

  let ended: Promise<void> | null = null;

  function closeServer(): Promise<void> {
    return new Promise((resolve) => {
      server.close(() => {
        resolve();
      });
    });
  }

  async function close(): Promise<void> {
    const closed = closeServer();
    service.stop();
    server.closeIdleConnections();
    const grace = setTimeout(() => {
      server.closeAllConnections();
    }, CLOSE_GRACE_MS);
    await closed;
    clearTimeout(grace);
    store.close();
  }

  async function kill(): Promise<void> {
    const closed = closeServer();
    server.closeAllConnections();
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

/** Resolves to the port when the server listens. */
function listen(
  server: Server,
  port: number,
  host: string,
): Promise<Result<number, PracticeError>> {
  return new Promise((resolve) => {
    const failed = (error: NodeJS.ErrnoException): void => {
      const place = `${host}:${port}`;
      resolve(
        err(
          error.code === 'EADDRINUSE'
            ? { kind: 'port-taken', message: `another program listens on ${place} already` }
            : { kind: 'address-unusable', message: `cannot listen on ${place}: ${error.message}` },
        ),
      );
    };
    server.once('error', failed);
    server.listen(port, host, () => {
      server.off('error', failed);
      const address = server.address();
      resolve(ok(typeof address === 'object' && address !== null ? address.port : port));
    });
  });
}
