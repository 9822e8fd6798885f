/**
 * What stands between the miner and its node: a server on a loopback port that passes everything on, until a case
 * makes it fail. It notes each solution that is posted, and what the miner gets for it.
 */
import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { createServer as createNetServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import { certificate, certificateKey } from '../../src-core/tests/loopback-certificate.ts';
import { bodyOf, freePort, listenOnLoopback } from '../../src-core/tests/loopback-server.ts';
import type { LoopbackServer } from '../../src-core/tests/loopback-server.ts';
import { askNode, pipeNode } from './node-relay.ts';
import type { NodeAnswer } from './node-relay.ts';
import type { PostBook } from './post-book.ts';

export type Asked = 'work' | 'solved' | 'updates' | 'cut' | 'info' | 'other';

/** A request of the miner, on its way to the node. */
export interface Exchange {
  readonly asked: Asked;
  readonly socket: Socket;
  readonly response: ServerResponse;
  /** Asks the node; null where it does not answer. */
  ask(): Promise<NodeAnswer | null>;
  /** Gives the miner an answer of the node, as it is or changed. */
  answer(answer: NodeAnswer): void;
  /** Asks the node, and gives the miner its answer, also where that is a stream. */
  pass(): Promise<void>;
  /** Ends the connection as a program that dies. */
  reset(): void;
}

export type ExchangeFault = (exchange: Exchange) => unknown;

export interface FaultFront {
  /** `host:port`, to be configured as the miner's node. */
  readonly address: string;
  readonly port: number;
  /** What happens to each request from now on; null passes it on. */
  behave(fault: ExchangeFault | null): void;
  /** What happens to each new connection before anything is read; null serves it. */
  greet(fault: ((socket: Socket) => void) | null): void;
  /** Connections that are open now never carry anything again, as after a sleep or a lost route. */
  forget(): void;
  /** Ends every connection. */
  cut(): void;
  /** Nothing listens until `open`. */
  close(): Promise<void>;
  open(): Promise<void>;
  /** Passes requests to another node from now on. */
  passTo(nodeUrl: string): void;
}

/** Opens a front on a port of its own, which stays the same while it is closed. */
export async function openFront(
  nodeUrl: string,
  posts: PostBook,
  usesTls = false,
): Promise<FaultFront> {
  const port = await freePort();
  let url = nodeUrl;
  let fault: ExchangeFault | null = null;
  let greeting: ((socket: Socket) => void) | null = null;
  let listening: LoopbackServer | null = null;
  const sockets = new Set<Socket>();
  const forgotten = new WeakSet<Socket>();

  const listener: RequestListener = (request, response) => {
    void bodyOf(request).then(
      (body) => serve(request, response, body),
      // The miner has ended its request.
      () => response.destroy(),
    );
  };
  const http: Server = usesTls
    ? createTlsServer({ cert: certificate, key: certificateKey }, listener)
    : createServer({ keepAliveTimeout: 60_000 }, listener);
  http.on('tlsClientError', () => undefined);
  http.on('clientError', (_error: Error, socket: Socket) => socket.destroy());

  async function serve(
    request: IncomingMessage,
    response: ServerResponse,
    body: Buffer,
  ): Promise<void> {
    const { socket } = request;
    const asked = askedFor(request.url ?? '/');
    if (forgotten.has(rawOf(socket))) return;
    response.on('error', () => undefined);
    const post = asked === 'solved' ? posts.open(body, url) : null;
    let said: NodeAnswer | null = null;
    const target = new URL(request.url ?? '/', url);
    const exchange: Exchange = {
      asked,
      socket,
      response,
      async ask() {
        said = await askNode(target, request, body, response);
        if (said !== null) post?.nodeSaid(said.status);
        return said;
      },
      answer(answer) {
        if (forgotten.has(rawOf(socket)) || response.destroyed) return;
        if (answer === said) response.once('finish', () => post?.delivered());
        response.writeHead(answer.status, answer.headers);
        response.end(answer.body);
      },
      async pass() {
        if (asked === 'updates') {
          pipeNode(target, request, body, response, () => !forgotten.has(rawOf(socket)));
          return;
        }
        const answer = await exchange.ask();
        if (answer === null) exchange.reset();
        else exchange.answer(answer);
      },
      reset: () => void rawOf(socket).resetAndDestroy(),
    };
    await (fault === null ? exchange.pass() : fault(exchange));
  }

  function accept(socket: Socket): void {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    if (greeting === null) http.emit('connection', socket);
    else greeting(socket);
  }

  async function open(): Promise<void> {
    listening ??= await listenOnLoopback(createNetServer(accept), port);
  }
  async function close(): Promise<void> {
    const was = listening;
    listening = null;
    await was?.close();
  }
  await open();
  return {
    address: `127.0.0.1:${port}`,
    port,
    behave: (next) => void (fault = next),
    greet: (next) => void (greeting = next),
    forget() {
      for (const socket of sockets) forgotten.add(socket);
    },
    cut() {
      for (const socket of sockets) socket.destroy();
    },
    close,
    open,
    passTo: (next) => void (url = next),
  };
}

/** The connection under TLS, or the connection itself. */
function rawOf(socket: Socket): Socket {
  const { _parent: parent } = socket as Socket & { readonly _parent?: Socket | null };
  return parent ?? socket;
}

function askedFor(path: string): Asked {
  const { pathname } = new URL(path, 'http://node');
  if (pathname === '/info') return 'info';
  const last = pathname.split('/').at(-1);
  if (pathname.includes('/mining/')) {
    if (last === 'work' || last === 'solved' || last === 'updates') return last;
  }
  return last === 'cut' ? 'cut' : 'other';
}
