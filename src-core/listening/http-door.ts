/**
 * What every HTTP server of this program has in common: programs and users on this computer and
 * network are served, web pages are not, and no peer can lock others out by holding connections
 * open.
 */
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { foreignRequest } from './local-names.ts';
import type { ForeignRequest } from './local-names.ts';
import { peerNetwork } from './peer-network.ts';

interface HttpDoorOptions {
  /** Time for the headers of a request, the first one counted from the connection. */
  readonly headersMs: number;
  /** Time for a whole request. */
  readonly requestMs: number;
  /** Time that a connection may stay open between two requests. */
  readonly keepAliveMs: number;
  /** Time for which a peer may read nothing of an answer that waits for it; 10 s. */
  readonly unreadMs?: number;
  readonly connections: number;
  /** Connections of one address, or of one IPv6 network. */
  readonly connectionsPerAddress: number;
  readonly maxHeaderBytes: number;
  /** The interface as configured: a host name in it is one of the server's names. */
  readonly interfaceName: string;
  /** Whether pages of this computer (a dashboard, a wallet being developed) may ask across origins. */
  readonly servesLocalPages: boolean;
}

/**
 * How often Node checks for requests that take too long; its default of 30 s would be longer than
 * the limits.
 */
const LOOK_EVERY_MS = 1_000;
/** Requests of one connection that may wait for their answers at a time. No known client sends a second one. */
const MAX_PIPELINED = 16;
const UNREAD_MS = 10_000;

/** A server that does not listen yet. `answer` is not called for what web pages send. */
export function createHttpDoor(
  options: HttpDoorOptions,
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Server {
  const { headersMs, requestMs, keepAliveMs, maxHeaderBytes } = options;
  const server = createServer({
    maxHeaderSize: maxHeaderBytes,
    headersTimeout: headersMs,
    requestTimeout: requestMs,
    keepAliveTimeout: keepAliveMs,
    connectionsCheckingInterval: LOOK_EVERY_MS,
  });
  keepRoom(server, options);
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (request.socket.destroyed) return;
    const foreign = foreignRequest(request.headers, options);
    if (foreign === null) answer(request, response);
    else refuse(request, response, foreign);
  });
  return server;
}

function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  { kind, name, names }: ForeignRequest,
): void {
  request.resume();
  const body =
    kind === 'page'
      ? `Requests of web pages are not served here; this one came from ${name}.\n`
      : `This server is not called ${name}. Use its IP address or one of ${names.join(', ')}.\n`;
  response.writeHead(kind === 'page' ? 403 : 421, {
    'Content-Type': 'text/plain; charset=utf-8',
    'X-Content-Type-Options': 'nosniff',
    Connection: 'close',
  });
  response.end(body);
}

/**
 * Limits the connections: above a limit, not the new one is closed but the one that has been
 * without a request for the longest time, of the same network or of the one with the most. So sixty
 * slow peers lock no reader out; nor do peers that ask and read no answer, which are closed after a while.
 */
function keepRoom(server: Server, options: HttpDoorOptions): void {
  const { connections, connectionsPerAddress, unreadMs = UNREAD_MS } = options;
  /** In the order of their last request. */
  const open = new Map<Socket, { readonly network: string; answering: number }>();

  server.on('connection', (socket: Socket) => {
    const network = peerNetwork(socket.remoteAddress ?? '');
    open.set(socket, { network, answering: 0 });
    socket.once('close', () => open.delete(socket));
    const ofNetwork = [...open].filter(([, each]) => each.network === network);
    if (ofNetwork.length > connectionsPerAddress) letGo(ofNetwork);
    else if (open.size > connections) letGo(ofBusiest());
  });
  server.on('request', (request, response) => {
    const { socket } = request;
    const state = open.get(socket);
    if (state === undefined) return;
    state.answering += 1;
    if (state.answering > MAX_PIPELINED) socket.destroy();
    response.once('close', () => {
      state.answering -= 1;
      // Its place in the order is that of its last request.
      if (open.delete(socket)) open.set(socket, state);
    });
  });

  // Nothing was read or written for a while; Node itself waits for no answer to be read. A stream may be silent.
  server.timeout = unreadMs;
  server.on('timeout', (socket: Socket) => {
    const isBeingAnswered = (open.get(socket)?.answering ?? 0) > 0;
    if (!isBeingAnswered || socket.writableLength > 0) socket.destroy();
  });

  type Held = [Socket, { readonly network: string; readonly answering: number }];

  function ofBusiest(): Held[] {
    const byNetwork = new Map<string, Held[]>();
    for (const held of open) {
      const { network } = held[1];
      byNetwork.set(network, [...(byNetwork.get(network) ?? []), held]);
    }
    return [...byNetwork.values()].reduce((most, each) =>
      each.length > most.length ? each : most,
    );
  }

  /**
   * The oldest that is not being answered, but not the newest of all; else the oldest that has not
   * read its answer; else the newest.
   */
  function letGo(held: readonly Held[]): void {
    const older = held.slice(0, -1);
    const idle = older.find(([, { answering }]) => answering === 0);
    const unread = older.find(([socket]) => socket.writableLength > 0);
    (idle ?? unread ?? held.at(-1))?.[0].destroy();
  }
}
