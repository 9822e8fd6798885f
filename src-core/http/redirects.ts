/**
 * Where an answer redirects to. Only redirects to the same host that do not leave TLS are followed,
 * as web servers in front of a node send them; method and body are kept, whatever the status: a
 * client that turns a POST into a GET after a 301 would lose a solved block.
 */
import type { IncomingMessage } from 'node:http';
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import type { HttpFailure } from './http-failure.ts';
import { MAX_REDIRECTS } from './http-limits.ts';

const FOLLOWED = [301, 302, 307, 308];
/** See Other: the answer to another request, with GET. */
const SEE_OTHER = 303;
const TARGET_LENGTH = 200;

/**
 * The URL to ask instead of `url`; null where the answer is no redirect. `redirected` where it leads
 * elsewhere, or where `hops` redirects have been followed already.
 */
export function redirectOf(
  {
    statusCode: status = 0,
    headers: { location },
  }: Pick<IncomingMessage, 'statusCode' | 'headers'>,
  url: URL,
  hops: number,
): Result<URL, HttpFailure> | null {
  if (location === undefined || ![...FOLLOWED, SEE_OTHER].includes(status)) return null;
  if (!URL.canParse(location, url.href))
    return err(refusal(status, null, 'an address that cannot be read'));
  const target = new URL(location, url.href);
  const name = nameOf(target);
  if (!FOLLOWED.includes(status) || !isSameServer(target, url)) {
    return err(refusal(status, name, name));
  }
  if (hops >= MAX_REDIRECTS) {
    return err(refusal(status, name, `${name}, after ${hops} redirects`));
  }
  return ok(target);
}

/** The same host, over the same protocol or over TLS. */
function isSameServer(target: URL, url: URL): boolean {
  if (target.hostname !== url.hostname) return false;
  if (target.username !== '' || target.password !== '') return false;
  return target.protocol === url.protocol || target.protocol === 'https:';
}

function nameOf({ protocol, host, pathname }: URL): string {
  const name = `${protocol}//${host}${pathname}`;
  return name.length > TARGET_LENGTH ? `${name.slice(0, TARGET_LENGTH)}…` : name;
}

function refusal(status: number, target: string | null, where: string): HttpFailure {
  return {
    kind: 'redirected',
    detail: `status ${status}: redirects to ${where}`,
    status,
    ...(target !== null && { target }),
  };
}
