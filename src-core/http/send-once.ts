/** One request on one connection, up to the head of its answer. */
import * as http from 'node:http';
import * as https from 'node:https';
import type { Socket } from 'node:net';
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import type { Route } from './connections.ts';
import { failureOf } from './http-failure.ts';
import type { HttpFailure } from './http-failure.ts';
import { unusable } from './proxy-tunnel.ts';
import type { TimeLimit } from './time-limit.ts';

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** Cancels the request, or ends the stream of its answer. */
  readonly signal?: AbortSignal;
}

interface Sending {
  readonly request: HttpRequest;
  readonly route: Route;
  /** Not on a connection that another request has used. */
  readonly fresh: boolean;
  readonly connectMs: number;
  /** Time for the whole answer, ms, from the connection on; null for no limit. */
  readonly answerMs: number | null;
  readonly limit: TimeLimit;
}

/** A failure, and whether the cause may be a kept connection that had ended unnoticed. */
interface Unanswered {
  readonly failure: HttpFailure;
  readonly isWornOut: boolean;
}

/**
 * Sends a request and waits for the head of its answer. `limit` runs on for the body. Errors after
 * the head go to the reader of the answer.
 */
export function sendOnce(sending: Sending): Promise<Result<http.IncomingMessage, Unanswered>> {
  const { request: wanted, route, fresh, connectMs, answerMs, limit } = sending;
  const { method, url, headers, body, signal } = wanted;
  return new Promise((resolve) => {
    const request = (route.usesTls ? https.request : http.request)({
      ...route.options(url),
      method,
      agent: fresh ? route.freshAgent : route.agent,
      headers: {
        ...route.headers?.(url),
        // Compression holds back the events of a stream.
        'accept-encoding': 'identity',
        ...headers,
        ...(body && { 'content-length': String(body.length) }),
      },
    });
    let isKept = false;
    let hasAnswer = false;
    const endedBy = (): HttpFailure | null => {
      if (limit.passed !== null) return limit.passed;
      return signal?.aborted === true ? { kind: 'unreachable', detail: 'cancelled' } : null;
    };
    const causeOf = (error: unknown): HttpFailure => {
      const failure = failureOf(error);
      return route.readBy === null ? failure : unusable(route.readBy, failure);
    };
    const fail = (error: unknown): void => {
      const given = endedBy();
      const isWornOut = given === null && isKept && !hasAnswer;
      resolve(err({ failure: given ?? causeOf(error), isWornOut }));
    };

    // Without an error: the socket would emit it, and has no listener if the answer is just ending.
    const end = (): void => void request.destroy();
    limit.signal.addEventListener('abort', end);
    signal?.addEventListener('abort', end);
    if (signal?.aborted === true) end();

    limit.begin('connecting', connectMs);
    request.once('socket', (socket) => {
      const connected = (): void => {
        connectedSockets.add(socket);
        if (answerMs === null) limit.end();
        else limit.begin('answering', answerMs);
      };
      isKept = connectedSockets.has(socket);
      if (isKept) connected();
      else socket.once(route.usesTls ? 'secureConnect' : 'connect', connected);
      // Not the socket's byte counter: with TLS it counts the alert of a server that closes.
      socket.once('data', () => (hasAnswer = true));
    });
    request.once('response', (answer) => resolve(ok(answer)));
    request.on('error', fail);
    request.on('close', () => {
      // For example after a 101 (Switching Protocols), which Node does not treat as an error.
      fail(new Error('the connection was closed without an answer'));
      signal?.removeEventListener('abort', end);
    });
    request.end(body);
  });
}

/** Node hands a kept connection to a waiting request without setting its `reusedSocket`. */
const connectedSockets = new WeakSet<Socket>();
