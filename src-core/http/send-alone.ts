/** A request that is sent exactly once, for servers that are small, fragile and not to be trusted. */
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import { decodedBody, readBody } from './answer-body.ts';
import type { HttpConnections } from './connections.ts';
import type { HttpFailure } from './http-failure.ts';
import type { HttpAnswer } from './http-request.ts';
import { sendOnce } from './send-once.ts';
import type { HttpRequest } from './send-once.ts';
import { createTimeLimit } from './time-limit.ts';

interface AloneLimits {
  /** Time to connect, ms. */
  readonly connectMs: number;
  /** Time until the whole answer has arrived, from the connection on, ms. */
  readonly answerMs: number;
  /** Longest body that is read. */
  readonly maxBytes: number;
}

/**
 * Sends a request on a connection of its own, which is closed afterwards, and reads the whole answer.
 * A redirect is an answer like any other, and nothing is sent a second time.
 */
export async function sendAlone(
  connections: HttpConnections,
  request: HttpRequest,
  { connectMs, answerMs, maxBytes }: AloneLimits,
): Promise<Result<HttpAnswer, HttpFailure>> {
  const startedAt = performance.now();
  const limit = createTimeLimit();
  try {
    const route = connections.routeTo(request.url);
    if (!route.ok) return route;
    const sending = { request, route: route.value, fresh: true, connectMs, answerMs, limit };
    const sent = await sendOnce(sending);
    if (!sent.ok) return err(sent.error.failure);
    const { statusCode: status = 0, headers } = sent.value;
    const body = await readBody(decodedBody(sent.value), maxBytes);
    if (!body.ok) return err(limit.passed ?? body.error);
    const elapsedMs = performance.now() - startedAt;
    return ok({ status, headers, sentTwice: false, body: body.value, elapsedMs });
  } finally {
    limit.end();
  }
}
