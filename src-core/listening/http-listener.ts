/** Opening and closing of the HTTP servers of this program. */
import type { Server } from 'node:http';
import { ok } from '../result.ts';
import type { Result } from '../result.ts';
import type { ListenError } from './listen-error.ts';
import { startListening } from './start-listening.ts';

export interface ListenPlace {
  /** See listen-address.ts. */
  readonly interfaceName: string;
  /** 0 takes a free one. */
  readonly port: number;
}

export interface HttpListener {
  /** The address and port in use. */
  readonly host: string;
  readonly port: number;
  /** e.g. `http://127.0.0.1:9100`, with brackets around an IPv6 address. */
  readonly url: string;
  /**
   * Stops listening; resolves when no connection is left. Requests in progress have `graceMs` to
   * end (0 by default), then their connections are cut. Safe to call twice.
   */
  close(graceMs?: number): Promise<void>;
}

/**
 * Makes an HTTP server listen.
 * @param onFault called when accepting connections fails later on, e.g. when file handles run out;
 *   the server continues listening
 */
export async function openHttpListener(
  server: Server,
  { interfaceName, port }: ListenPlace,
  onFault: (detail: string) => void,
): Promise<Result<HttpListener, ListenError>> {
  const listening = await startListening(server, interfaceName, port);
  if (!listening.ok) return listening;
  server.on('error', (error) => onFault(error.message));
  const { address: host, port: chosen } = listening.value;
  let closed: Promise<void> | null = null;
  return ok({
    host,
    port: chosen,
    url: `http://${host.includes(':') ? `[${host}]` : host}:${chosen}`,
    close: (graceMs = 0) => (closed ??= closeHttpServer(server, graceMs)),
  });
}

async function closeHttpServer(server: Server, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  server.closeIdleConnections();
  const cut = (): void => server.closeAllConnections();
  if (graceMs === 0) cut();
  const timer = graceMs === 0 ? undefined : setTimeout(cut, graceMs);
  await closed;
  clearTimeout(timer);
}
