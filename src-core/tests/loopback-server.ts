/** Real servers on loopback ports for tests, each answering as the test says. */
import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { createServer as createTcpServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { codeOf } from '../system/thrown-reason.ts';
import { certificate, certificateKey } from './loopback-certificate.ts';

export interface LoopbackServer {
  /** `127.0.0.1:port`. */
  readonly address: string;
  readonly port: number;
  /** Ends the server and every connection at once. */
  close(): Promise<void>;
}

/** Listens with `server` on a free port of 127.0.0.1, or on the one given. */
export async function listenOnLoopback(server: Server, port = 0): Promise<LoopbackServer> {
  const sockets = new Set<{ destroy(): void }>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const bound = (server.address() as AddressInfo).port;
  return {
    address: `127.0.0.1:${bound}`,
    port: bound,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/**
 * A port of 127.0.0.1 for a program that cannot be given 0. It lies below those that systems give to
 * other sockets (from 32768 on Linux, 49152 elsewhere), so that no test beside this one gets it.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 10_000 + Math.floor(Math.random() * 22_000);
    try {
      const server = await listenOnLoopback(createTcpServer(), port);
      await server.close();
      return port;
    } catch (error) {
      if (codeOf(error) !== 'EADDRINUSE') throw error;
    }
  }
}

/** A plain HTTP server. */
export function serveHttp(listener: RequestListener, port = 0): Promise<LoopbackServer> {
  return listenOnLoopback(createServer(listener), port);
}

/** An HTTPS server with a certificate that no authority signed. */
export function serveHttps(listener: RequestListener): Promise<LoopbackServer> {
  return listenOnLoopback(createTlsServer({ cert: certificate, key: certificateKey }, listener));
}

/** The whole body of a request. */
export async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Answers with a status and a body. */
export function reply(response: ServerResponse, status: number, body: string | Uint8Array): void {
  response.writeHead(status);
  response.end(body);
}
