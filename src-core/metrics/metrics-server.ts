/** Serves metrics over HTTP, for Prometheus to read. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createHttpDoor } from '../listening/http-door.ts';
import { openHttpListener } from '../listening/http-listener.ts';
import type { HttpListener, ListenPlace } from '../listening/http-listener.ts';
import type { ListenError } from '../listening/listen-error.ts';
import type { Result } from '../result.ts';
import { detailOf } from '../system/thrown-reason.ts';
import type { MinerMetrics } from './miner-metrics.ts';

const REQUEST_TIMEOUT_MS = 5_000;
const KEEP_ALIVE_MS = 65_000;
/** A few scrapers and a browser. */
const CONNECTION_LIMIT = 32;
const ADDRESS_LIMIT = 16;

/**
 * Serves `GET /metrics`.
 * @param onFault called with a line for the log about each later fault
 */
export async function serveMetrics(
  metrics: Pick<MinerMetrics, 'text' | 'contentType'>,
  place: ListenPlace,
  onFault: (line: string) => void,
): Promise<Result<HttpListener, ListenError>> {
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
