/** Passes a request of the miner to a node, with its answer as it is. */
import { request as send } from 'node:http';
import type {
  IncomingMessage,
  OutgoingHttpHeaders,
  RequestOptions,
  ServerResponse,
} from 'node:http';
import { bodyOf } from '../../src-core/tests/loopback-server.ts';

export interface NodeAnswer {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: Buffer;
}

/** The node's whole answer; null where the node is gone, or leaves before its end. */
export function askNode(
  target: URL,
  request: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
): Promise<NodeAnswer | null> {
  return new Promise((resolve) => {
    const sent = send(target, optionsOf(target, request));
    sent.on('error', () => resolve(null));
    sent.on('response', (answer) => {
      bodyOf(answer).then(
        (text) => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: text }),
        () => resolve(null),
      );
    });
    // A miner that hangs up no longer waits for work, and the node learns it.
    response.once('close', () => sent.destroy());
    sent.end(body);
  });
}

/** Passes a stream on while `mayPass`; a stream that the node breaks is broken for the miner. */
export function pipeNode(
  target: URL,
  request: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
  mayPass: () => boolean,
): void {
  const sent = send(target, optionsOf(target, request));
  const end = (): void => void response.destroy();
  sent.on('error', end);
  sent.on('response', (answer) => {
    answer.on('error', end);
    response.writeHead(answer.statusCode ?? 0, answer.headers);
    response.flushHeaders();
    answer.on('data', (chunk: Buffer) => void (mayPass() && response.write(chunk)));
    answer.on('end', () => void (mayPass() && response.end()));
  });
  response.on('close', () => sent.destroy());
  sent.end(body);
}

/** The node serves its own name alone. */
function optionsOf({ host }: URL, { method, headers }: IncomingMessage): RequestOptions {
  return { method, headers: { ...headers, host }, agent: false };
}
