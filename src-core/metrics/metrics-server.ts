/** Serves metrics over HTTP, for Prometheus to read. */
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import { parseListenAddress } from '../listening/listen-address.ts';
import type { ListenAddress } from '../listening/listen-address.ts';
import { thrownDetail } from '../logging/thrown.ts';
import type { MinerMetrics } from './miner-metrics.ts';

export interface MetricsServer {
  readonly host: string;
  readonly port: number;
  close(): Promise<void>;
}

/** A sentence: what is wrong and what to do. */
export interface MetricsError {
  readonly message: string;
}

const REQUEST_TIMEOUT_MS = 5_000;
const KEEP_ALIVE_MS = 65_000;
/** A few scrapers and a person. */
const CONNECTION_LIMIT = 32;

/**
 * Serves `GET /metrics` on an interface (`*`, `*4`, `!4`, `*6`, `!6` or a host) and port (0: any
 * free one). `onFault` is told what goes wrong later on, in a sentence.
 */
export async function serveMetrics(
  metrics: Pick<MinerMetrics, 'text' | 'contentType'>,
  where: { readonly interfaceName: string; readonly port: number },
  onFault: (message: string) => void,
): Promise<Result<MetricsServer, MetricsError>> {
  const ways = parseListenAddress(where.interfaceName);
  if (!ways.ok) return err({ message: `Metrics cannot be served: ${ways.error.reason}.` });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url?.replace(/\?.*$/s, '');
    response.setHeader('Content-Type', 'text/plain; charset=utf-8');
    response.setHeader('X-Content-Type-Options', 'nosniff');
    if (path !== '/metrics') {
      response.writeHead(404).end('Metrics are at /metrics\n');
    } else if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { Allow: 'GET, HEAD' }).end('Only GET\n');
    } else {
      const text = await metrics.text();
      response.writeHead(200, { 'Content-Type': metrics.contentType }).end(text);
    }
  }

  const server = createServer(
    {
      maxHeaderSize: 8_192,
      headersTimeout: REQUEST_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      keepAliveTimeout: KEEP_ALIVE_MS,
    },
    (request, response) => {
      answer(request, response).catch((error: unknown) => {
        onFault(`a request for metrics failed: ${thrownDetail(error)}`);
        if (response.headersSent) response.destroy();
        else response.writeHead(500).end('Metrics cannot be read; see the log\n');
      });
    },
  );
  server.maxConnections = CONNECTION_LIMIT;

  let failure: NodeJS.ErrnoException | null = null;
  for (const way of ways.value) {
    failure = await new Promise<NodeJS.ErrnoException | null>((resolve) => {
      listen(way, where.port, resolve);
    });
    // Only a missing address family is a reason to try the next way.
    if (failure?.code !== 'EAFNOSUPPORT' && failure?.code !== 'EADDRNOTAVAIL') break;
  }
  if (failure !== null) return err({ message: explain(failure, where) });
  // Such as no file handle left for a connection: mining goes on.
  server.on('error', (error) => onFault(`serving metrics failed: ${error.message}`));
  const { address, port } = server.address() as AddressInfo;

  function listen(
    way: ListenAddress,
    onPort: number,
    settled: (error: NodeJS.ErrnoException | null) => void,
  ): void {
    const failed = (error: NodeJS.ErrnoException): void => {
      server.off('listening', listening);
      settled(error);
    };
    const listening = (): void => {
      server.off('error', failed);
      settled(null);
    };
    server.once('error', failed).once('listening', listening);
    server.listen({ ...way, port: onPort });
  }

  return ok({
    host: address,
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}

function explain(
  { code, message }: NodeJS.ErrnoException,
  { interfaceName, port }: { readonly interfaceName: string; readonly port: number },
): string {
  switch (code) {
    case 'EADDRINUSE':
      return `Metrics cannot be served: port ${port} is in use by another program. Choose another metrics port.`;
    case 'EACCES':
    case 'EPERM':
      return `Metrics cannot be served: this user may not open port ${port}. Choose one of 1024 or higher.`;
    case 'EADDRNOTAVAIL':
    case 'EAFNOSUPPORT':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `Metrics cannot be served: this computer has no address ${JSON.stringify(interfaceName)}. Choose one of its own, or * for all.`;
    default:
      return `Metrics cannot be served on port ${port}: ${message}.`;
  }
}
