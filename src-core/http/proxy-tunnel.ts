/** Connections through a proxy to a server that speaks TLS: the proxy only passes bytes on. */
import * as http from 'node:http';
import * as https from 'node:https';
import type { Duplex } from 'node:stream';
import { connect } from 'node:tls';
import type { ConnectionOptions } from 'node:tls';
import { FailureError, failureOf } from './http-failure.ts';
import type { HttpFailure } from './http-failure.ts';
import type { Proxy } from './proxy-choice.ts';
import { lateFailure } from './time-limit.ts';

type Connected = (error: Error | null, socket: Duplex) => void;

/** How long tunnels may take, and what cancels them. */
interface TunnelOptions {
  readonly proxy: Proxy;
  /** Time for the proxy to make one, ms. */
  readonly limitMs: number;
  /** Ends those that are being made. */
  readonly closing: AbortSignal;
}

/** Keeps TLS connections to servers behind a proxy. */
export class TunnelAgent extends https.Agent {
  readonly #tunnel: TunnelOptions;

  constructor(options: https.AgentOptions, tunnel: TunnelOptions) {
    super(options);
    this.#tunnel = tunnel;
  }

  /** Opens the tunnel, then TLS in it. Node calls this for each connection that it needs. */
  override createConnection(options: http.ClientRequestArgs, connected?: Connected): undefined {
    openTunnel(this.#tunnel, authorityOf(options)).then(
      (socket) => {
        const secured = connect({ ...(options as ConnectionOptions), socket });
        // The request listens as well, unless it was given up meanwhile.
        secured.on('error', () => undefined);
        connected?.(null, secured);
      },
      // Node takes no socket where there is an error.
      (error: Error) => connected?.(error, undefined as unknown as Duplex),
    );
    return undefined;
  }
}

function authorityOf({ host, port }: http.ClientRequestArgs): string {
  const name = host ?? '';
  return `${name.includes(':') ? `[${name}]` : name}:${port ?? 443}`;
}

/** A connection to `authority`, made by the proxy. Rejects with a {@link FailureError}. */
function openTunnel(
  { proxy, limitMs, closing }: TunnelOptions,
  authority: string,
): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const send = proxy.usesTls ? https.request : http.request;
    const request = send({
      host: proxy.host,
      port: proxy.port,
      method: 'CONNECT',
      path: authority,
      headers: { host: authority, ...authorizationOf(proxy) },
      agent: false,
      signal: closing,
    });
    const fail = (failure: HttpFailure): void => reject(new FailureError(failure));
    request.once('connect', (answer, socket, head) => {
      const status = answer.statusCode ?? 0;
      if (status >= 200 && status < 300) {
        socket.unshift(head);
        resolve(socket);
        return;
      }
      socket.destroy();
      fail(refusalOf(proxy, status));
    });
    const timer = setTimeout(() => {
      fail(lateFailure('connecting', limitMs));
      request.destroy();
    }, limitMs);
    request.once('close', () => clearTimeout(timer));
    request.on('error', (error) => fail(unusable(proxy, failureOf(error))));
    request.end();
  });
}

/** The header that names the user of a proxy, if it has one. */
export function authorizationOf({ authorization }: Proxy): Record<string, string> {
  return authorization === null ? {} : { 'proxy-authorization': authorization };
}

/** The failure for a status with which a proxy refuses to pass a request on. */
export function refusalOf({ name, variable }: Proxy, status: number): HttpFailure {
  const why = status === 407 ? ': it wants a user name and a password' : '';
  const detail = `the proxy ${name} (${variable}) refused with status ${status}${why}`;
  // Nothing was passed on, so this is not a status of the node.
  return { kind: 'proxy-failed', detail, code: 'ERR_PROXY_TUNNEL', proxy: name };
}

/** The failure of a connection to the proxy itself. */
export function unusable({ name, variable }: Proxy, { detail, code }: HttpFailure): HttpFailure {
  return {
    kind: 'proxy-failed',
    detail: `the proxy ${name} (${variable}): ${detail}`,
    proxy: name,
    ...(code !== undefined && { code }),
  };
}
