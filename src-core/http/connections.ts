/** Connections to servers, kept open between requests, and the way to a server: direct or by proxy. */
import * as http from 'node:http';
import * as https from 'node:https';
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import { withoutBrackets } from './bracketed-host.ts';
import type { HttpFailure } from './http-failure.ts';
import { proxyFor } from './proxy-choice.ts';
import type { Environment, Proxy, ProxyFault } from './proxy-choice.ts';
import { authorizationOf, TunnelAgent } from './proxy-tunnel.ts';

interface ConnectionOptions {
  /** Accept certificates that cannot be verified. */
  readonly insecure: boolean;
  /** Time to connect to a server, with all handshakes, ms. */
  readonly connectMs: number;
  /** Time after which an unused connection is closed, ms. */
  readonly idleMs?: number;
  /** Where proxies are named; none by default. */
  readonly environment?: Environment;
}

/** How a request to one server is sent. */
export interface Route {
  readonly agent: http.Agent;
  /** Its connections are not kept: each request gets one of its own. */
  readonly freshAgent: http.Agent;
  readonly usesTls: boolean;
  /** The proxy that reads the requests themselves, as it does with plain HTTP; else null. */
  readonly readBy: Proxy | null;
  /** Further options of the request for Node. */
  readonly options: (url: URL) => http.RequestOptions;
  /** Headers beside those of the request and of Node. */
  readonly headers?: (url: URL) => Readonly<Record<string, string>>;
}

export interface HttpConnections {
  readonly connectMs: number;
  /** The way to a URL's server; `proxy-failed` where its proxy cannot be used. */
  routeTo(url: URL): Result<Route, HttpFailure>;
  /** The proxy for a URL; null where there is none, or none that can be used. */
  proxyOf(url: URL): Proxy | null;
  /** Closes all connections, those of requests that are under way too; later requests open new ones. */
  closeOpen(): void;
  /** Closes all connections, for good. */
  close(): void;
}

/**
 * Idle connections are closed after this time, before the server closes them (Node after 5 s, warp,
 * on which chainweb-node runs, after 30 s): a connection that did not survive the computer's sleep
 * looks like a node that is down.
 */
const IDLE_MS = 4_000;

/**
 * The time that Node gives each address but the last of a host with several; its default of 250 ms
 * is too short for a host that is far away.
 */
const ADDRESS_MS = 1_000;

/** Creates the connections of one client. Nothing is connected before the first request. */
export function openConnections(given: ConnectionOptions): HttpConnections {
  const { insecure, connectMs, idleMs = IDLE_MS, environment = {} } = given;
  const closing = new AbortController();
  const routes = new Map<string, Route>();

  function routeTo(url: URL): Result<Route, HttpFailure> {
    const proxy = proxyFor(url, environment);
    if (!proxy.ok) return err(faultFailure(proxy.error));
    const key = `${url.protocol} ${proxy.value?.name ?? ''}`;
    const route = routes.get(key) ?? openRoute(url.protocol === 'https:', proxy.value);
    routes.set(key, route);
    return ok(route);
  }

  function openRoute(usesTls: boolean, proxy: Proxy | null): Route {
    const agents = (open: (options: http.AgentOptions) => http.Agent) => ({
      // The agent's `timeout` closes only idle connections; requests just get an event.
      agent: open({ keepAlive: true, maxSockets: 512, timeout: idleMs }),
      freshAgent: open({}),
    });
    const autoSelectFamilyAttemptTimeout = Math.ceil(Math.min(ADDRESS_MS, connectMs / 2));
    const trust = { rejectUnauthorized: !insecure, autoSelectFamilyAttemptTimeout };
    if (proxy !== null && !usesTls) {
      const { host, port } = proxy;
      return {
        ...agents((options) => new (proxy.usesTls ? https.Agent : http.Agent)(options)),
        usesTls: proxy.usesTls,
        readBy: proxy,
        options: (url) => ({ host, port, path: absoluteForm(url) }),
        headers: (url) => ({ host: url.host, ...authorizationOf(proxy) }),
      };
    }
    const tunnel = proxy && { proxy, limitMs: connectMs, closing: closing.signal };
    return {
      ...agents((options) => {
        if (tunnel !== null) return new TunnelAgent(options, tunnel);
        return usesTls ? new https.Agent(options) : new http.Agent(options);
      }),
      usesTls,
      readBy: null,
      options: (url) => ({
        host: withoutBrackets(url.hostname),
        port: url.port === '' ? (usesTls ? 443 : 80) : url.port,
        path: `${url.pathname}${url.search}`,
        ...trust,
      }),
    };
  }

  function closeOpen(): void {
    for (const { agent, freshAgent } of routes.values()) {
      agent.destroy();
      freshAgent.destroy();
    }
  }

  return {
    connectMs,
    routeTo,
    proxyOf(url) {
      const proxy = proxyFor(url, environment);
      return proxy.ok ? proxy.value : null;
    },
    closeOpen,
    close() {
      closing.abort();
      closeOpen();
    },
  };
}

/** The whole address, as proxies want it: without credentials and fragment. */
function absoluteForm({ origin, pathname, search }: URL): string {
  return `${origin}${pathname}${search}`;
}

function faultFailure({ variable, reason, name }: ProxyFault): HttpFailure {
  const why = {
    unreadable: `${variable} names no proxy that can be read`,
    unsupported: `${variable} names ${name}, which is neither an http nor an https proxy`,
  }[reason];
  const expected = 'expected http://host:port';
  // Nothing has been sent.
  return {
    kind: 'proxy-failed',
    detail: `${why}: ${expected}`,
    code: 'ERR_PROXY_TUNNEL',
    proxy: name,
  };
}
