/**
 * HTTP requests, with a name for every way they can fail. Built on node:http because the mining API
 * needs what most clients refuse or hide: a GET with a body, streams that never end, a limit on the
 * answer's size, and the precise cause of a failed connection.
 */
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import { decodedBody, readBody } from './answer-body.ts';
import type { HttpConnections } from './connections.ts';
import type { HttpFailure } from './http-failure.ts';
import { refusalOf } from './proxy-tunnel.ts';
import { redirectOf } from './redirects.ts';
import { sendOnce } from './send-once.ts';
import type { HttpRequest } from './send-once.ts';
import { createTimeLimit } from './time-limit.ts';
import type { TimeLimit } from './time-limit.ts';

interface AnswerHead {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** The request was sent a second time, so that the server may have received it twice. */
  readonly sentTwice: boolean;
}

export interface HttpAnswer extends AnswerHead {
  readonly body: Buffer;
  /** From the call to the end of the answer. */
  readonly elapsedMs: number;
}

interface HttpStream extends AnswerHead {
  /** Read by the caller, who ends it with the signal of the request. */
  readonly body: Readable;
}

/**
 * Sends a request and reads the whole answer, whatever its status; see {@link HttpFailure} for what
 * can go wrong. When a kept connection breaks before the first byte of the answer, the request is
 * sent once more: the server had closed it unnoticed.
 * @param answerMs time until the whole answer has arrived, from the connection on
 * @param maxBytes of the answer, decoded; see http-limits.ts for the default
 */
export async function sendRequest(
  connections: HttpConnections,
  request: HttpRequest,
  answerMs: number,
  maxBytes?: number,
): Promise<Result<HttpAnswer, HttpFailure>> {
  const startedAt = performance.now();
  const limit = createTimeLimit();
  try {
    const opened = await openAnswer(connections, request, answerMs, limit);
    if (!opened.ok) return opened;
    const { answer, sentTwice } = opened.value;
    const body = await readBody(decodedBody(answer), maxBytes);
    if (!body.ok) return err({ ...(limit.passed ?? body.error), ...(sentTwice && { sentTwice }) });
    const elapsedMs = performance.now() - startedAt;
    return ok({ ...headOf(answer, sentTwice), body: body.value, elapsedMs });
  } finally {
    limit.end();
  }
}

/**
 * Sends a request and returns the answer as soon as its head has arrived, however late: nodes may
 * send the head of a stream with its first event.
 */
export async function openStream(
  connections: HttpConnections,
  request: HttpRequest,
): Promise<Result<HttpStream, HttpFailure>> {
  const limit = createTimeLimit();
  try {
    const opened = await openAnswer(connections, request, null, limit);
    if (!opened.ok) return opened;
    const { answer, sentTwice } = opened.value;
    return ok({ ...headOf(answer, sentTwice), body: decodedBody(answer) });
  } finally {
    limit.end();
  }
}

function headOf({ statusCode = 0, headers }: IncomingMessage, sentTwice: boolean): AnswerHead {
  return { status: statusCode, headers, sentTwice };
}

interface Opened {
  readonly answer: IncomingMessage;
  readonly sentTwice: boolean;
}

/** Follows redirects; `limit` runs on for the body. */
async function openAnswer(
  connections: HttpConnections,
  request: HttpRequest,
  answerMs: number | null,
  limit: TimeLimit,
): Promise<Result<Opened, HttpFailure>> {
  let url = request.url;
  let sentTwice = false;
  for (let hops = 0; ; hops += 1) {
    const route = connections.routeTo(url);
    if (!route.ok) return route;
    const sending = {
      request: { ...request, url },
      route: route.value,
      connectMs: connections.connectMs,
      answerMs,
      limit,
    };
    let sent = await sendOnce({ ...sending, fresh: false });
    if (!sent.ok && sent.error.isWornOut) {
      sentTwice = true;
      sent = await sendOnce({ ...sending, fresh: true });
    }
    if (!sent.ok) return err({ ...sent.error.failure, ...(sentTwice && { sentTwice }) });
    const answer = sent.value;
    const { readBy } = route.value;
    if (readBy !== null && answer.statusCode === 407) {
      answer.destroy();
      return err(refusalOf(readBy, 407));
    }
    const target = redirectOf(answer, url, hops);
    if (target === null) return ok({ answer, sentTwice });
    answer.destroy();
    if (!target.ok) return target;
    url = target.value;
  }
}
