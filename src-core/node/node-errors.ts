/**
 * Everything that can go wrong between the miner and a chainweb node, by name. Each name asks the
 * person for a different action, so none of them is folded into another.
 */
export type NodeErrorKind =
  /** Nothing listens there (connection refused) or the way there is broken. */
  | 'node-missing'
  /** The host name does not exist, or what answers is not a chainweb node. */
  | 'wrong-address'
  /** TLS was spoken to a plain port, or plain HTTP to a TLS port. */
  | 'tls-mismatch'
  /** The certificate is self-signed, expired or for another host. */
  | 'tls-untrusted'
  /** No answer in time. */
  | 'timeout'
  /** 404: the node runs without mining coordination. */
  | 'mining-off'
  /** 403: the node does not mine for this key. */
  | 'key-refused'
  /** 503: too many work requests or update streams. */
  | 'overloaded'
  /** Any other 5xx. */
  | 'server-fault'
  /** Any other 4xx: the node did not understand the request. */
  | 'request-refused'
  /** An answer that makes no sense: not JSON, missing fields, contradictions. */
  | 'nonsense-answer'
  /** Work whose length fits no graph. */
  | 'wrong-length'
  /** The update stream has been silent for too long. */
  | 'stream-stalled';

export interface NodeError {
  readonly kind: NodeErrorKind;
  /** What happened, for the log: status, text and cause as received. */
  readonly detail: string;
  /** The HTTP status, where there was one. */
  readonly status?: number;
  /** The system's code of a failed connection, where there was one, e.g. `ECONNREFUSED`. */
  readonly code?: string;
}

/** With these the request has certainly not left this computer. */
const NEVER_SENT = ['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN'];

/** Whether a request that failed like this may still have reached the node and taken effect. */
export function isAmbiguous({ kind, code, status }: NodeError): boolean {
  if (status !== undefined) return status >= 500;
  if (code !== undefined && NEVER_SENT.includes(code)) return false;
  return kind !== 'tls-mismatch' && kind !== 'tls-untrusted';
}
