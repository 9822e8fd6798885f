/** The web server of a simulated machine: a small one that serves one request at a time well. */
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Machine } from '../machine/machine.ts';
import { openMachinePort } from './machine-port.ts';
import type { MachinePort } from './machine-port.ts';
import type { TrafficCounter } from './traffic.ts';

export interface WebRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** With the query, as digest authentication signs it. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface WebAnswer {
  readonly status: number;
  /** An object is sent as JSON. */
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Done once it was sent. */
  readonly afterwards?: () => void;
}

/** `cut` resets the connection instead of an answer. */
export type WebRoutes = (request: WebRequest) => WebAnswer | 'cut';

/** Requests in a second from which on a fragile web server crashes. */
const CRASH_ABOVE = 15;
const MAX_BODY_BYTES = 65_536;
const PAGE = '<html><head><title>502 Bad Gateway</title></head><body>502 Bad Gateway</body></html>';

/** Listens once the port is opened. */
export function openWebServer(
  machine: Machine,
  port: number,
  traffic: TrafficCounter,
  routes: WebRoutes,
): Promise<MachinePort> {
  const { faults } = machine;
  let crashedUntilMs = 0;
  const server = createServer((request, response) => {
    const { port: own = 0 } = server.address() as { port?: number };
    const url = request.url ?? '/';
    const path = url.replace(/\?.*$/, '');
    const ended = traffic.began(own, `${request.method} ${path}`, true);
    response.once('finish', ended);
    response.once('close', ended);
    const isTooMuch = traffic.webNow > 1 || traffic.recent(1_000) > CRASH_ABOVE;
    if (faults.isFragile && isTooMuch && !isCrashed()) {
      crashedUntilMs = performance.now() + faults.crashMs;
    }
    if (isCrashed()) leaveUnanswered(response);
    else void serve(request, response, url, path);
  });
  server.on('connection', () => {
    traffic.connected((server.address() as { port: number }).port);
  });

  const isCrashed = (): boolean => performance.now() < crashedUntilMs;

  /** Until the web server is started again: then its connections are gone. */
  function leaveUnanswered(response: ServerResponse): void {
    const timer = setTimeout(
      () => response.socket?.destroy(),
      Math.max(0, crashedUntilMs - performance.now()),
    );
    response.once('close', () => clearTimeout(timer));
  }

  async function serve(
    request: IncomingMessage,
    response: ServerResponse,
    url: string,
    path: string,
  ): Promise<void> {
    const body = await bodyOf(request);
    if (body === null) return void response.socket?.destroy();
    if (faults.delayMs > 0) await wait(faults.delayMs);
    if (isCrashed()) return leaveUnanswered(response);
    const query = new URLSearchParams(url.slice(path.length));
    const { method = 'GET', headers } = request;
    const answer = routes({ method, path, query, url, headers, body });
    if (answer === 'cut') return void response.socket?.resetAndDestroy();
    const isText = typeof answer.body === 'string';
    const text = faults.notJson ? PAGE : isText ? answer.body : JSON.stringify(answer.body);
    const type = isText || faults.notJson ? 'text/html' : 'application/json';
    response.writeHead(answer.status, {
      'Content-Type': type,
      'Access-Control-Allow-Origin': '*',
      ...answer.headers,
    });
    response.end(faults.nulEnded ? `${text}\0` : text, answer.afterwards);
  }

  return openMachinePort(server, machine.host, port);
}

/** Null when it is too long or does not come whole. */
async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > MAX_BODY_BYTES) return null;
      chunks.push(chunk);
    }
  } catch {
    return null;
  }
  return Buffer.concat(chunks).toString('utf8');
}
