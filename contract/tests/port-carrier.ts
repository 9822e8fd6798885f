/**
 * A carrier of the contract over a message port, as lines of JSON: what a socket would carry. Tests prove
 * with it that neither the handlers nor the page depend on Electron.
 */
import type { MessagePort } from 'node:worker_threads';
import type { Logger } from '../../src-core/index.ts';
import type { Announcer } from '../announcer.ts';
import { answerRequest } from '../answer-request.ts';
import type { Answer, RequestHandlers } from '../answer-request.ts';
import type { PageCarrier } from '../bridge-over.ts';
import { ANNOUNCEMENT_NAMES } from '../names.ts';

type ToMiner = { readonly id: number; readonly name: string; readonly argument: unknown };
type ToPage =
  | { readonly id: number; readonly answer: Answer }
  | { readonly announcement: string; readonly content: unknown };

/** The miner's side. Returns its end. */
export function serveOverPort(
  port: MessagePort,
  handlers: RequestHandlers,
  announcer: Announcer,
  logger: Logger,
): () => void {
  const send = (message: ToPage): void => port.postMessage(JSON.stringify(message));
  port.on('message', (line: string) => {
    const { id, name, argument } = JSON.parse(line) as ToMiner;
    void answerRequest(name, argument, handlers, logger).then((answer) => send({ id, answer }));
  });
  const undos = ANNOUNCEMENT_NAMES.map((name) =>
    announcer.listen(name, (content) => send({ announcement: name, content })),
  );
  return () => {
    for (const undo of undos) undo();
    port.close();
  };
}

/** The page's side. */
export function carrierOverPort(port: MessagePort): PageCarrier {
  const waiting = new Map<number, (answer: Answer) => void>();
  const listeners = new Map<string, Set<(content: unknown) => void>>();
  let requests = 0;
  port.on('message', (line: string) => {
    const message = JSON.parse(line) as ToPage;
    if ('id' in message) {
      waiting.get(message.id)?.(message.answer);
      waiting.delete(message.id);
    } else {
      for (const listener of listeners.get(message.announcement) ?? []) listener(message.content);
    }
  });
  return {
    async ask(name, argument) {
      const id = (requests += 1);
      const answer = await new Promise<Answer>((resolve) => {
        waiting.set(id, resolve);
        port.postMessage(JSON.stringify({ id, name, argument }));
      });
      if (!answer.ok) throw new Error(answer.reason);
      return answer.value;
    },
    listen(name, listener) {
      const ofName = listeners.get(name) ?? new Set();
      listeners.set(name, ofName.add(listener));
      return () => void ofName.delete(listener);
    },
  };
}
