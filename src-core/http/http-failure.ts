/** Every way in which an HTTP request can fail before there is an answer to read. */

export type HttpFailureKind =
  /** Nothing listens there (connection refused), or the network path is broken. */
  | 'unreachable'
  /** The host name does not exist, or something answers that does not speak HTTP. */
  | 'wrong-address'
  /** TLS was used on a plain port, or plain HTTP on a TLS port. */
  | 'tls-mismatch'
  /** The certificate is self-signed, expired or for another host. */
  | 'tls-untrusted'
  /** No connection (with TLS: no handshake) in time. */
  | 'connect-timeout'
  /** Connected, but no complete answer in time. */
  | 'timeout'
  /** The proxy of the environment cannot be used, or refuses. */
  | 'proxy-failed'
  /** The answer redirects to a place to which requests are not sent. */
  | 'redirected'
  /** An answer that is too long, or that cannot be decoded. */
  | 'nonsense-answer';

export interface HttpFailure {
  readonly kind: HttpFailureKind;
  /** What happened, in one line for the log. */
  readonly detail: string;
  /** The system's code of a failed connection, if there was one, e.g. `ECONNREFUSED`. */
  readonly code?: string;
  /** The HTTP status, if there was one. */
  readonly status?: number;
  /** The limit that passed, ms, where time ran out. */
  readonly limitMs?: number;
  /** The length that was exceeded, where an answer was too long. */
  readonly limitBytes?: number;
  /** `host:port` of the proxy that failed. */
  readonly proxy?: string;
  /** Where a redirect leads: at most 200 characters, without query and credentials. */
  readonly target?: string;
  /** The request was sent a second time, so that the server may have received it twice. */
  readonly sentTwice?: true;
}

/** A failure with its name: what streams and sockets emit as an error. */
export class FailureError extends Error {
  readonly failure: HttpFailure;
  constructor(failure: HttpFailure) {
    super(failure.detail);
    this.failure = failure;
  }
}

/** TLS alert and handshake records start with these bytes; HTTP never does. */
const TLS_RECORD_TYPES = [0x15, 0x16];

/** What a connection or a stream threw, as an HttpFailure. */
export function failureOf(cause: unknown): HttpFailure {
  if (cause instanceof FailureError) return cause.failure;
  const error = cause as { code?: string; message?: string; rawPacket?: Buffer };
  const code = error.code ?? '';
  const message = error.message ?? '';
  // Messages of the system name their code: `connect ECONNREFUSED 127.0.0.1:1848`.
  const parts = message.includes(code) ? [message] : [code, message];
  const detail = parts.filter((part) => part !== '').join(': ');
  const kind = kindOf(code, error.rawPacket?.[0] ?? 0);
  return { kind, detail, ...(code !== '' && { code }) };
}

function kindOf(code: string, firstByte: number): HttpFailureKind {
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'EINVAL') return 'wrong-address';
  if (/^(CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|ERR_TLS_CERT)/.test(code)) return 'tls-untrusted';
  if (code === 'EPROTO' || code.startsWith('ERR_SSL_')) return 'tls-mismatch';
  // zlib's and brotli's.
  if (/^(Z_|ERR_(_ERROR|BROTLI|ZLIB))/.test(code)) return 'nonsense-answer';
  // Node's HTTP parser read something else.
  if (code.startsWith('HPE_')) {
    return TLS_RECORD_TYPES.includes(firstByte) ? 'tls-mismatch' : 'wrong-address';
  }
  return 'unreachable';
}
