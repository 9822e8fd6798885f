import { failureOf } from '../http/http-failure.ts';
import type { HttpFailure, HttpFailureKind } from '../http/http-failure.ts';

/**
 * Everything that can go wrong between the miner and a chainweb node. Each kind calls for a
 * different action by the user, so none of them is merged with another.
 */
export type NodeErrorKind =
  | Exclude<HttpFailureKind, 'unreachable'>
  /** Nothing listens there (connection refused), or the network path is broken. */
  | 'node-missing'
  /** A proxy or web server answered, not the node: its status, and what its page says. */
  | 'other-server'
  /** 404: mining coordination is off at the node. */
  | 'mining-off'
  /** 403: the node does not mine for this key. */
  | 'key-refused'
  /** 403, but the node mines for the same key as an account with, or without, `k:` before it. */
  | 'account-spelled-otherwise'
  /** 503: too many work requests or update streams. */
  | 'overloaded'
  /** Any other 5xx. */
  | 'server-fault'
  /** Any other 4xx: the node refused the request. */
  | 'request-refused'
  /** The node is on another network than the first configured one, so it is not mined on. */
  | 'other-network'
  /** Work of a length that no graph explains. */
  | 'wrong-length'
  /** The update stream has been silent for too long. */
  | 'stream-stalled';

/** An answer that could not be used, or the lack of one. */
export interface NodeError extends Omit<HttpFailure, 'kind'> {
  readonly kind: NodeErrorKind;
  /** What the page of another server says: its title or first line, at most 80 characters. */
  readonly page?: string;
  /** The account that the node does mine for. */
  readonly paid?: string;
  /** With `other-network`: the node's network, and the one that it should be on. */
  readonly networks?: { readonly found: string; readonly wanted: string };
}

/** With these codes the request has certainly not reached the node. */
const NEVER_SENT = [
  ...['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN'],
  'ERR_PROXY_TUNNEL',
];
const NEVER_CONNECTED: readonly NodeErrorKind[] = [
  'tls-mismatch',
  'tls-untrusted',
  'connect-timeout',
];

/** Whether a request that failed with this error may still have taken effect at the node. */
export function isAmbiguous({ kind, code, status, sentTwice }: NodeError): boolean {
  if (sentTwice === true) return true;
  // What answers with a page may have passed the request on.
  if (status !== undefined) return status >= 500 || status === 200;
  if (code !== undefined && NEVER_SENT.includes(code)) return false;
  return !NEVER_CONNECTED.includes(kind);
}

/** Whether nothing at all seems to have answered. */
export function isUnanswered({ kind, status }: NodeError): boolean {
  return (
    status === undefined &&
    (kind === 'timeout' || kind === 'connect-timeout' || kind === 'node-missing')
  );
}

/** Request timeout, too early, too many requests: sent by a proxy in front of a node. */
const TEMPORARY_STATUSES = [408, 425, 429];

/** Whether an error is the node's final answer, which a repeated request would get again: a 4xx. */
export function isFinal({ kind, status }: NodeError): boolean {
  // A proxy refuses only as long as its own problem lasts.
  if (kind === 'other-server' || kind === 'redirected' || status === undefined) return false;
  if (TEMPORARY_STATUSES.includes(status)) return false;
  return status >= 400 && status < 500;
}

/** A failed request as an error of the node that it was for. */
export function nodeErrorOf(failure: HttpFailure): NodeError {
  return { ...failure, kind: failure.kind === 'unreachable' ? 'node-missing' : failure.kind };
}

/** What a connection or a stream threw, as a NodeError. */
export function thrownNodeError(thrown: unknown): NodeError {
  return nodeErrorOf(failureOf(thrown));
}
