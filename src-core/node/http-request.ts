/**
 * One HTTP request, with a name for every way it can fail. Built on node:http because the mining API
 * needs what most clients refuse or hide: a GET with a body, streams that never end, a limit on the
 * answer's size, and the precise cause of a failed connection.
 */
import * as http from 'node:http';
import * as https from 'node:https';
import { connect } from 'node:tls';
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import type { NodeError, NodeErrorKind } from './node-errors.ts';

interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** Time until the whole answer has arrived (for a stream: until the request is sent), ms. */
  readonly timeoutMs: number;
  /** Cancels the request, or ends the stream. */
  readonly signal?: AbortSignal;
}

export interface HttpAnswer {
  readonly status: number;
  readonly body: Buffer;
  /** From sending the request to the end of the answer. */
  readonly elapsedMs: number;
}

/** Keeps connections to one node open between requests. */
interface HttpConnections {
  readonly agent: http.Agent | https.Agent;
  /** Accept certificates that cannot be verified. */
  readonly insecure: boolean;
}

/** Far more than any answer of the mining API that Heddle reads. */
const MAX_ANSWER_BYTES = 1024 * 1024;

/**
 * Idle connections are closed after this time, before the server closes them (Node after 5 s, warp,
 * on which chainweb-node runs, after 30 s): a connection that closes just as it is reused looks like
 * a node that is down, and so does one that did not survive the computer's sleep.
 */
const IDLE_MS = 4_000;

/**
 * Creates the connection pool of one node; close it with `agent.destroy()`.
 * @param insecure accept certificates that cannot be verified
 * @param idleMs time after which an unused connection is closed
 */
export function openConnections(
  useTls: boolean,
  insecure: boolean,
  idleMs = IDLE_MS,
): HttpConnections {
  // The agent's `timeout` closes idle connections only; requests only get an event.
  const options = { keepAlive: true, maxSockets: 512, timeout: idleMs };
  return { agent: useTls ? new https.Agent(options) : new http.Agent(options), insecure };
}

/**
 * Sends a request and reads the whole answer, whatever its status. Fails with `timeout` when the
 * answer is not complete in time, `nonsense-answer` when it is too long, or as {@link networkError}.
 */
export async function sendRequest(
  connections: HttpConnections,
  request: HttpRequest,
): Promise<Result<HttpAnswer, NodeError>> {
  const startedAt = performance.now();
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(), request.timeoutMs);
  try {
    const head = await openAnswer(connections, request, deadline.signal);
    if (!head.ok) return head;
    const body = await readBody(head.value);
    if (!body.ok) return deadline.signal.aborted ? err(networkError(new TimeoutError())) : body;
    const elapsedMs = performance.now() - startedAt;
    return ok({ status: head.value.statusCode ?? 0, body: body.value, elapsedMs });
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Sends a request and returns the answer as soon as its head has arrived, however late: nodes may
 * send the head of a stream with its first event. The caller reads the body and ends it by `signal`.
 */
export async function openStream(
  connections: HttpConnections,
  request: HttpRequest,
): Promise<Result<http.IncomingMessage, NodeError>> {
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(), request.timeoutMs);
  try {
    return await openAnswer(connections, request, deadline.signal, () => clearTimeout(timer));
  } finally {
    clearTimeout(timer);
  }
}

/** Reads an answer to its end; `nonsense-answer` when it is longer than 1 MiB. */
export async function readBody(answer: http.IncomingMessage): Promise<Result<Buffer, NodeError>> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > MAX_ANSWER_BYTES) {
        answer.destroy();
        return err({ kind: 'nonsense-answer', detail: `an answer of more than ${length} bytes` });
      }
      chunks.push(chunk);
    }
  } catch (error) {
    return err(networkError(error));
  }
  return ok(Buffer.concat(chunks));
}

function openAnswer(
  { agent, insecure }: HttpConnections,
  { method, url, headers, body, signal }: HttpRequest,
  deadline: AbortSignal,
  sent: () => void = () => undefined,
): Promise<Result<http.IncomingMessage, NodeError>> {
  return new Promise((resolve) => {
    const options = {
      method,
      agent,
      headers: { ...headers, ...(body && { 'content-length': String(body.length) }) },
      rejectUnauthorized: !insecure,
    };
    const send = url.protocol === 'https:' ? https.request : http.request;
    const request = send(url, options, (answer) => {
      // From here on errors go to the reader of the answer.
      resolve(ok(answer));
    });
    // Without an error: the socket would emit it, with no listener if the answer ends just now.
    const end = (): void => void request.destroy();
    deadline.addEventListener('abort', end, { once: true });
    signal?.addEventListener('abort', end, { once: true });
    if (signal?.aborted === true) end();
    request.once('finish', sent);
    request.on('error', (error) => {
      const cancelled = signal?.aborted === true ? new Error('cancelled') : error;
      resolve(err(networkError(deadline.aborted ? new TimeoutError() : cancelled)));
    });
    request.on('close', () => {
      // For example after a 101 (Switching Protocols), which Node does not treat as an error.
      const cause = new Error('the connection was closed without an answer');
      resolve(err(networkError(deadline.aborted ? new TimeoutError() : cause)));
      deadline.removeEventListener('abort', end);
      signal?.removeEventListener('abort', end);
    });
    request.end(body);
  });
}

class TimeoutError extends Error {
  readonly code = 'ETIMEDOUT';
  constructor() {
    super('no answer in time');
  }
}

/** TLS alert and handshake records start with these bytes; HTTP never does. */
const TLS_RECORD_TYPES = [0x15, 0x16];

/** The named error for whatever a failed connection threw. */
export function networkError(cause: unknown): NodeError {
  const error = cause as { code?: string; message?: string; rawPacket?: Buffer };
  const code = error.code ?? '';
  const detail = [code, error.message ?? ''].filter((part) => part !== '').join(': ');
  const kind = errorKind(code, error.rawPacket?.[0] ?? 0);
  return { kind, detail, ...(code !== '' && { code }) };
}

function errorKind(code: string, firstByte: number): NodeErrorKind {
  if (code === 'ETIMEDOUT') return 'timeout';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'EINVAL') return 'wrong-address';
  if (/^(CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|ERR_TLS_CERT)/.test(code)) return 'tls-untrusted';
  if (code === 'EPROTO' || code.startsWith('ERR_SSL_')) return 'tls-mismatch';
  // Node's HTTP parser read something else.
  if (code.startsWith('HPE_')) {
    return TLS_RECORD_TYPES.includes(firstByte) ? 'tls-mismatch' : 'wrong-address';
  }
  return 'node-missing';
}

/**
 * Whether the host completes a TLS handshake. Many TLS servers just hang up on plain HTTP, which
 * otherwise looks like a node that is down.
 */
export function speaksTls(url: URL, timeoutMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const socket = connect({ host, port: Number(url.port), rejectUnauthorized: false });
    const settle = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(timeoutMs, () => settle(false));
    socket.once('secureConnect', () => settle(true));
    socket.once('error', () => settle(false));
  });
}
