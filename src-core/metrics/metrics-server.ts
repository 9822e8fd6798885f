/** Serves metrics over HTTP for Prometheus to read, and its health for health checks. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createHttpDoor } from '../listening/http-door.ts';
import { openHttpListener } from '../listening/http-listener.ts';
import type { HttpListener, ListenPlace } from '../listening/http-listener.ts';
import type { ListenError } from '../listening/listen-error.ts';
import type { Result } from '../result.ts';
import { detailOf } from '../system/thrown-reason.ts';
import type { Health } from './health.ts';
import type { MinerMetrics } from './miner-metrics.ts';

const REQUEST_TIMEOUT_MS = 5_000;
const KEEP_ALIVE_MS = 65_000;
/** A few scrapers and a browser. */
const CONNECTION_LIMIT = 32;
const ADDRESS_LIMIT = 16;

/** Asked at each request. */
interface MetricsSource extends Pick<MinerMetrics, 'text' | 'contentType'> {
  health(): Health;
}

/**
 * Serves `GET /metrics`, and `GET /healthz`: 200 while it is well, 503 otherwise, with a sentence.
 * @param onFault called with a line for the log about each later fault
 */
export async function serveMetrics(
  source: MetricsSource,
  place: ListenPlace,
  onFault: (line: string) => void,
): Promise<Result<HttpListener, ListenError>> {
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url?.replace(/\?.*/s, '');
    response.setHeader('Content-Type', 'text/plain; charset=utf-8');
    response.setHeader('X-Content-Type-Options', 'nosniff');
    if (path !== '/metrics' && path !== '/healthz') {
      response.writeHead(404).end('Metrics are at /metrics, health is at /healthz\n');
    } else if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { Allow: 'GET, HEAD' }).end('Only GET\n');
    } else if (path === '/healthz') {
      const { isWell, sentence } = source.health();
      response.setHeader('Cache-Control', 'no-store');
      response.writeHead(isWell ? 200 : 503).end(`${sentence}\n`);
    } else {
      const text = await source.text();
      response.writeHead(200, { 'Content-Type': source.contentType }).end(text);
    }
  }

  const server = createHttpDoor(
    {
      maxHeaderBytes: 8_192,
      headersMs: REQUEST_TIMEOUT_MS,
      requestMs: REQUEST_TIMEOUT_MS,
      keepAliveMs: KEEP_ALIVE_MS,
      connections: CONNECTION_LIMIT,
      connectionsPerAddress: ADDRESS_LIMIT,
      interfaceName: place.interfaceName,
      servesLocalPages: false,
    },
    (request, response) => {
      answer(request, response).catch((error: unknown) => {
        onFault(`a request for metrics failed: ${detailOf(error)}`);
        if (response.headersSent) response.destroy();
        else response.writeHead(500).end('Metrics cannot be read; see the log\n');
      });
    },
  );

  return openHttpListener(server, place, (detail) => onFault(`serving metrics failed: ${detail}`));
}
