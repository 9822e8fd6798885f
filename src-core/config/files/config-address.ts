/**
 * Configurations at `http(s)://` addresses: fetched as requests to nodes are, through the proxies of
 * the environment, in the format of the answer's content type.
 */
import { STATUS_CODES } from 'node:http';
import { basicAuthorization } from '../../http/basic-authorization.ts';
import { openConnections } from '../../http/connections.ts';
import type { HttpFailure } from '../../http/http-failure.ts';
import { sendRequest } from '../../http/http-request.ts';
import type { Environment } from '../../http/proxy-choice.ts';
import { err, ok } from '../../result.ts';
import type { Result } from '../../result.ts';
import type { ReadFault } from '../config-error.ts';
import type { ConfigFormat } from '../config-keys.ts';
import { decodeText } from './decoded-text.ts';

const ACCEPT = 'application/x-yaml,text/yaml,application/json';

export interface ReadText {
  readonly text: string;
  readonly format: ConfigFormat;
}

/** Whether a location is an `http(s)://` address rather than a path. */
export function isAddress(location: string): boolean {
  return /^https?:\/\//i.test(location);
}

/** A path, or an address without what may be secret in it: user name, password, query. */
export function shownLocation(location: string): string {
  if (!isAddress(location)) return location;
  if (!URL.canParse(location)) {
    return location.replace(/^([^:]*:\/\/).*@/s, '$1').replace(/[?#].*$/s, '');
  }
  const { protocol, host, pathname, search } = new URL(location);
  return `${protocol}//${host}${pathname}${search === '' ? '' : '?…'}`;
}

/**
 * The text at an address. Its user name and password are sent as by a browser.
 * @param timeoutMs for all of it, redirects included
 */
export async function fetchText(
  location: string,
  timeoutMs: number,
  environment: Environment,
): Promise<Result<ReadText, ReadFault>> {
  if (!URL.canParse(location)) return err({ kind: 'not-an-address' });
  const url = new URL(location);
  const connections = openConnections({ insecure: false, connectMs: timeoutMs, environment });
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const authorization = basicAuthorization(url);
    const headers = { accept: ACCEPT, ...(authorization !== null && { authorization }) };
    const answer = await sendRequest(
      connections,
      { method: 'GET', url, headers, signal },
      timeoutMs,
    );
    if (!answer.ok) return err(signal.aborted ? { kind: 'timeout', timeoutMs } : faultOf(answer));
    const { status, headers: answered, body } = answer.value;
    if (status > 299) {
      return err({ kind: 'status', status, statusText: STATUS_CODES[status] ?? '' });
    }
    const type = answered['content-type'] ?? '';
    const isJson = !type.includes('yaml') && type.includes('json');
    const text = decodeText(body);
    return text.ok ? ok({ text: text.value, format: isJson ? 'json' : 'yaml' }) : text;
  } finally {
    connections.close();
  }
}

function faultOf({ error }: { readonly error: HttpFailure }): ReadFault {
  const { code = null, detail, limitMs, limitBytes } = error;
  if (limitBytes !== undefined) return { kind: 'too-long', limitBytes };
  if (limitMs !== undefined) return { kind: 'timeout', timeoutMs: limitMs };
  return { kind: 'system', code, detail };
}
