/** What tests of this room share: connections that are closed with their test, and requests on them. */
import { onTestFinished } from 'vitest';
import type { RequestListener } from 'node:http';
import type { Result } from '../../result.ts';
import { serveHttp } from '../../tests/loopback-server.ts';
import type { LoopbackServer } from '../../tests/loopback-server.ts';
import { openConnections } from '../connections.ts';
import type { HttpConnections } from '../connections.ts';
import type { HttpFailure } from '../http-failure.ts';
import { sendRequest } from '../http-request.ts';
import type { HttpAnswer } from '../http-request.ts';

type Options = Parameters<typeof openConnections>[0];

/** Connections without a proxy that trust any certificate, unless `changes` says otherwise. */
export function connectionsOf(changes: Partial<Options> = {}): HttpConnections {
  const connections = openConnections({ insecure: true, connectMs: 20_000, ...changes });
  onTestFinished(() => connections.close());
  return connections;
}

/** A plain HTTP server for one test. */
export async function serverOf(listener: RequestListener): Promise<LoopbackServer> {
  const server = await serveHttp(listener);
  onTestFinished(() => server.close());
  return server;
}

/** Asks for `url` with GET; its answer has to be there within 20 s. */
export function get(
  url: string,
  connections: HttpConnections = connectionsOf(),
  maxBytes?: number,
): Promise<Result<HttpAnswer, HttpFailure>> {
  return sendRequest(connections, { method: 'GET', url: new URL(url) }, 20_000, maxBytes);
}

/** The text of an answer, or what went wrong instead. */
export function textOf(answer: Result<HttpAnswer, HttpFailure>): string | HttpFailure {
  return answer.ok ? answer.value.body.toString() : answer.error;
}
