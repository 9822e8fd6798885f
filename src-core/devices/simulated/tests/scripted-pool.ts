/** A pool that gives the jobs a test wants, and keeps what it is sent. */
import { createServer } from 'node:net';
import type { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import { targetToHexBe } from '../../../chainweb/target.ts';
import { listenOnLoopback } from '../../../tests/loopback-server.ts';
import { madeUpWork } from '../../../tests/made-up-work.ts';

/** About 250 hashes for a share. */
export const POOL_WORK = madeUpWork({ level: 8, chain: 7 });

interface PoolOptions {
  readonly port?: number;
  /** Hex digits: the first bytes of all nonces. */
  readonly nonce1?: string;
}

export interface ScriptedPool {
  readonly port: number;
  readonly url: string;
  /** Whether who subscribes gets a job; true at first. */
  givesJobs: boolean;
  /** Connections so far, and those that are open now. */
  readonly connections: number;
  readonly open: number;
  /** Parameters of all shares, which are all accepted. */
  readonly shares: readonly (readonly unknown[])[];
  /** Resolves when it fits, looked at whenever something comes or a connection ends. */
  until(fits: () => boolean): Promise<void>;
  /** Ends all connections. */
  drop(): void;
}

/** Starts one on loopback, until the end of the test. */
export async function startScriptedPool(options: PoolOptions = {}): Promise<ScriptedPool> {
  const { port = 0, nonce1 = '0a0b' } = options;
  const sockets = new Set<Socket>();
  const shares: unknown[][] = [];
  const waiting = new Set<() => void>();
  let connections = 0;
  const happened = (): void => [...waiting].forEach((look) => look());

  function answer(socket: Socket, line: string): void {
    const { id, method, params } = JSON.parse(line) as {
      id: number;
      method: string;
      params: unknown[];
    };
    const send = (message: object): void => void socket.write(`${JSON.stringify(message)}\n`);
    if (method === 'mining.subscribe') {
      send({ id, result: [null, nonce1, 8 - nonce1.length / 2], error: null });
    } else send({ id, result: true, error: null });
    if (method === 'mining.submit') shares.push(params);
    if (method === 'mining.authorize' && pool.givesJobs) {
      send({ id: null, method: 'mining.set_target', params: [targetToHexBe(POOL_WORK.target)] });
      const header = Buffer.from(POOL_WORK.bytes).toString('hex');
      send({ id: null, method: 'mining.notify', params: ['job-1', header, true] });
    }
    happened();
  }

  const server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => {
      sockets.delete(socket);
      happened();
    });
    createInterface({ input: socket })
      .on('line', (line) => answer(socket, line))
      .on('error', () => undefined);
    happened();
  });
  const listening = await listenOnLoopback(server, port);
  onTestFinished(() => listening.close());
  const pool: ScriptedPool = {
    port: listening.port,
    url: `stratum+tcp://${listening.address}`,
    givesJobs: true,
    get connections() {
      return connections;
    },
    get open() {
      return sockets.size;
    },
    shares,
    until: (fits) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!fits()) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
    drop() {
      for (const socket of sockets) socket.destroy();
    },
  };
  return pool;
}
