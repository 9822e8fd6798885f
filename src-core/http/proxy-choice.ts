/**
 * Which proxy a request goes through, from the environment as curl reads it
 * (https://everything.curl.dev/usingcurl/proxies/env.html). Not left to a library, as those for it
 * (proxy-from-env, Node's own `proxyEnv`) read `HTTP_PROXY` in capitals, which a web server sets
 * from a header of its client (CVE-2016-5385), and know no networks in `no_proxy`.
 */
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import { basicAuthorization } from './basic-authorization.ts';
import { withoutBrackets } from './bracketed-host.ts';
import { isExcepted, isLoopback } from './proxy-exceptions.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface Proxy {
  /** `host:port`, which may be logged. */
  readonly name: string;
  /** The variable that names it. */
  readonly variable: string;
  /** The proxy itself is reached by TLS. */
  readonly usesTls: boolean;
  /** Without brackets around an IPv6 address. */
  readonly host: string;
  readonly port: number;
  /** The value of `proxy-authorization`; null without a user name and password. A secret. */
  readonly authorization: string | null;
}

/** A variable that names no usable proxy. Its value is not included: it may hold a password. */
export interface ProxyFault {
  readonly variable: string;
  readonly reason: 'unreadable' | 'unsupported';
  /** `host:port` as far as it can be read; else the variable's name. */
  readonly name: string;
}

/** curl's port of a proxy that is given without one. */
const DEFAULT_PORT = 1080;
const DEFAULT_TLS_PORT = 443;

/** The proxy for requests to `url`; null where none is to be used. Never one for this computer. */
export function proxyFor(url: URL, environment: Environment): Result<Proxy | null, ProxyFault> {
  if (isLoopback(url.hostname)) return ok(null);
  const noProxy = firstSet(environment, ['no_proxy', 'NO_PROXY']);
  if (noProxy !== null && isExcepted(url.hostname, noProxy.value)) return ok(null);
  const own = url.protocol === 'https:' ? ['https_proxy', 'HTTPS_PROXY'] : ['http_proxy'];
  const chosen = firstSet(environment, [...own, 'all_proxy', 'ALL_PROXY']);
  return chosen === null ? ok(null) : readProxy(chosen);
}

interface Variable {
  readonly variable: string;
  readonly value: string;
}

/** An empty variable counts as unset. */
function firstSet(environment: Environment, names: readonly string[]): Variable | null {
  for (const variable of names) {
    const value = environment[variable]?.trim() ?? '';
    if (value !== '') return { variable, value };
  }
  return null;
}

function readProxy({ variable, value }: Variable): Result<Proxy, ProxyFault> {
  const text = /^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `http://${value}`;
  const colon = text.indexOf(':');
  const scheme = text.slice(0, colon).toLowerCase();
  // Only for http and https does the URL parser check the host.
  const usable = scheme === 'http' || scheme === 'https';
  const readable = `${usable ? scheme : 'http'}${text.slice(colon)}`;
  if (!URL.canParse(readable)) return err({ variable, reason: 'unreadable', name: variable });
  const url = new URL(readable);
  const usesTls = scheme === 'https';
  const port = portOf(readable, usesTls);
  const name = `${url.hostname}:${port}`;
  if (!usable) return err({ variable, reason: 'unsupported', name });
  return ok({
    name,
    variable,
    usesTls,
    host: withoutBrackets(url.hostname),
    port,
    authorization: basicAuthorization(url),
  });
}

/** A URL drops the default port of its scheme, which is not that of a proxy. */
function portOf(text: string, usesTls: boolean): number {
  const written = /^[^:]*:\/\/[^/?#\\]*:(\d+)(?:[/?#\\]|$)/.exec(text)?.[1];
  if (written !== undefined) return Number(written);
  return usesTls ? DEFAULT_TLS_PORT : DEFAULT_PORT;
}
