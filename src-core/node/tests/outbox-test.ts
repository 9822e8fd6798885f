/** What tests of the outbox share: stores, nodes that answer as wanted, and an outbox, all closed after each test. */
import { afterEach } from 'vitest';
import { mkChainId } from '../../chainweb/chain-graph.ts';
import { openHistory } from '../../history/history.ts';
import { collectedLog } from '../../tests/collected-log.ts';
import { reply, serveHttp } from '../../tests/loopback-server.ts';
import type { LoopbackServer } from '../../tests/loopback-server.ts';
import { createNodeClient } from '../node-client.ts';
import type { NodeClient } from '../node-client.ts';
import type { SolutionEvent } from '../node-events.ts';
import { openOutbox } from '../solutions/solution-outbox.ts';
import type { OutboxEntry, OutboxStore, SolutionOutbox } from '../solutions/solution-outbox.ts';

/** A solution that was never found; its id is all that differs. */
export const entry = (id: string): OutboxEntry => ({
  id,
  node: 'http://127.0.0.1:1',
  versionName: 'practice',
  chain: mkChainId(3),
  height: 7,
  difficulty: 1000,
  worker: 'CPU 0',
  foundAtMs: Date.now(),
  bytes: Uint8Array.of(1, 2, 3),
});

interface Opened {
  readonly outbox: SolutionOutbox;
  readonly events: SolutionEvent[];
  /** Resolves with the event that settles a block. */
  settled(id: string): Promise<SolutionEvent>;
}

type Changes = Partial<Parameters<typeof openOutbox>[0]>;

/** Registers the cleaning up. Call once in a file. */
export function outboxTest() {
  let { logger, logged } = collectedLog();
  const closing: (() => unknown)[] = [];
  afterEach(async () => {
    ({ logger, logged } = collectedLog());
    for (const close of closing.splice(0).reverse()) await close();
  });

  function store(): OutboxStore {
    const history = openHistory(':memory:');
    closing.push(() => history.close());
    return history.outbox;
  }

  function clientOf({ address }: LoopbackServer): NodeClient {
    const client = createNodeClient({
      node: address,
      useTls: false,
      insecure: false,
      timeoutMs: 500,
    });
    closing.push(() => client.close());
    return client;
  }

  /** A node that answers one request after the other; `null` is a connection that breaks. */
  async function nodeAnswering(...answers: (number | null)[]): Promise<{
    server: LoopbackServer;
    requests: () => number;
  }> {
    let requests = 0;
    const server = await serveHttp((request, response) => {
      const answer = answers[Math.min(requests, answers.length - 1)] ?? null;
      requests += 1;
      request.resume();
      request.on('end', () => {
        if (answer === null) request.socket.destroy();
        else {
          response.setHeader('x-chainweb-node-version', '3.2');
          reply(response, answer, `answer ${answer}`);
        }
      });
    });
    closing.push(() => server.close());
    return { server, requests: () => requests };
  }

  function opened(
    kept: OutboxStore,
    client: () => NodeClient | null,
    changes: Changes = {},
  ): Opened {
    const events: SolutionEvent[] = [];
    const waiting = new Map<string, (event: SolutionEvent) => void>();
    const final = ['accepted', 'refused', 'uncertain', 'superseded'].map(
      (end) => `solution-${end}`,
    );
    const outbox = openOutbox({
      store: kept,
      clientFor: client,
      logger,
      random: () => 0,
      onEvent: (event) => {
        events.push(event);
        if (final.includes(event.type)) waiting.get(event.id)?.(event);
      },
      ...changes,
    });
    closing.push(() => outbox.close(1_000));
    return {
      outbox,
      events,
      settled: (id) =>
        new Promise((resolve) => {
          const there = events.find((event) => event.id === id && final.includes(event.type));
          if (there === undefined) waiting.set(id, resolve);
          else resolve(there);
        }),
    };
  }

  return {
    closing,
    store,
    clientOf,
    nodeAnswering,
    opened,
    /** The log of this test. */
    logger: () => logger,
    logged: (...levels: Parameters<typeof logged>) => logged(...levels),
  };
}
