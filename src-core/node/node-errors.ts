/**
 * Everything that can go wrong between the miner and a chainweb node. Each kind calls for a
 * different action by the user, so none of them is merged with another.
 */
export type NodeErrorKind =
  /** Nothing listens there (connection refused), or the network path is broken. */
  | 'node-missing'
  /** The host name does not exist, or another kind of server answers. */
  | 'wrong-address'
  /** TLS was used on a plain port, or plain HTTP on a TLS port. */
  | 'tls-mismatch'
  /** The certificate is self-signed, expired or for another host. */
  | 'tls-untrusted'
  /** No answer in time. */
  | 'timeout'
  /** 404: mining coordination is off at the node. */
  | 'mining-off'
  /** 403: the node does not mine for this key. */
  | 'key-refused'
  /** 503: too many work requests or update streams. */
  | 'overloaded'
  /** Any other 5xx. */
  | 'server-fault'
  /** Any other 4xx: the node refused the request. */
  | 'request-refused'
  /** An answer that makes no sense: not JSON, missing fields, contradictions. */
  | 'nonsense-answer'
  /** The node is of another network than the first configured one: it is not mined on. */
  | 'other-network'
  /** Work of a length that no graph explains. */
  | 'wrong-length'
  /** The update stream has been silent for too long. */
  | 'stream-stalled';

/** An answer that could not be used, or the lack of one. */
export interface NodeError {
  readonly kind: NodeErrorKind;
  /** What happened, for the log: status, text and cause as received. */
  readonly detail: string;
  /** With `other-network`: the node's network, and the one that it should be of. */
  readonly networks?: { readonly found: string; readonly wanted: string };
  /** The HTTP status, if there was one. */
  readonly status?: number;
  /** The system's code of a failed connection, if there was one, e.g. `ECONNREFUSED`. */
  readonly code?: string;
}

/** With these codes the request has certainly not reached the node. */
const NEVER_SENT = ['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN'];

/** Whether a request that failed with this error may still have taken effect at the node. */
export function isAmbiguous({ kind, code, status }: NodeError): boolean {
  if (status !== undefined) return status >= 500;
  if (code !== undefined && NEVER_SENT.includes(code)) return false;
  return kind !== 'tls-mismatch' && kind !== 'tls-untrusted';
}
