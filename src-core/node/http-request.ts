/**
 * One HTTP request, with every way it can fail named. Written on node:http because the mining API
 * wants what most clients refuse or hide: a GET with a body, streams that never end, a bound on the
 * answer's size, and the precise cause of a failed connection.
 */
import * as http from 'node:http';
import * as https from 'node:https';
import { connect } from 'node:tls';
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import type { NodeError, NodeErrorKind } from './node-errors.ts';

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** Until the whole answer is there (of a stream: until the request is sent). */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

export interface HttpAnswer {
  readonly status: number;
  readonly body: Buffer;
  readonly elapsedMs: number;
}

/** Keeps connections to one node open between requests. */
export interface HttpConnections {
  readonly agent: http.Agent | https.Agent;
  /** Accept certificates that cannot be verified. */
  readonly insecure: boolean;
}

/** No answer of the mining API that this program reads comes near this. */
const MAX_ANSWER_BYTES = 1024 * 1024;

/**
 * Idle connections are closed after this time, before servers do it (Node's after 5 s, warp's, which
 * chainweb-node runs on, after 30 s): one that is closed just as it is used again looks like a node
 * that is gone, and so does one that did not survive the computer's sleep.
 */
const IDLE_MS = 4_000;

/** Opens the connections for a node; close them with `agent.destroy()`. */
export function openConnections(
  useTls: boolean,
  insecure: boolean,
  idleMs = IDLE_MS,
): HttpConnections {
  // The agent's `timeout` ends idle connections only; requests merely hear of it.
  const options = { keepAlive: true, maxSockets: 512, timeout: idleMs };
  return { agent: useTls ? new https.Agent(options) : new http.Agent(options), insecure };
}

/** Sends a request and reads the whole answer, whatever its status. */
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
 * Sends a request and hands over the answer as soon as its head is there, whenever that is: nodes
 * may send the head of a stream with its first event. The caller reads it, and ends it by `signal`.
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

/** Reads an answer to its end, refusing more than {@link MAX_ANSWER_BYTES}. */
export async function readBody(answer: http.IncomingMessage): Promise<Result<Buffer, NodeError>> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > MAX_ANSWER_BYTES) {
        answer.destroy();
        return err({ kind: 'nonsense-answer', detail: `an answer of over ${length} bytes` });
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
      // From here on only the reader of the answer hears of errors.
      resolve(ok(answer));
    });
    // Not with an error: the socket would emit it, and has no listener when the answer ends now.
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
      // For example after a 101 (Switching Protocols), which is no error to Node.
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

/** Names the cause of a failed connection. */
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
  // The parser of HTTP met something else.
  if (code.startsWith('HPE_')) {
    return TLS_RECORD_TYPES.includes(firstByte) ? 'tls-mismatch' : 'wrong-address';
  }
  return 'node-missing';
}

/**
 * Whether something at the host answers a TLS handshake. Many TLS servers just hang up on plain
 * HTTP, which looks like a node that is down until one asks this way.
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
