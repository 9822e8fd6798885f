/** The server side of the benchmark: a Stratum server alone, or a bare echo server beside it. */
import { createWriteStream } from 'node:fs';
import { Agent, request } from 'node:http';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { devNull } from 'node:os';
import { createLog } from '../../src-core/logging/logger.ts';
import { formatLogLine } from '../../src-core/logging/log-line.ts';
import { unwrap } from '../../src-core/result.ts';
import type { StratumEvent } from '../../src-core/stratum/stratum-events.ts';
import { startStratumServer } from '../../src-core/stratum/connection/stratum-server.ts';
import type {
  StratumOptions,
  StratumServer,
} from '../../src-core/stratum/connection/stratum-server.ts';
import { madeUpWork } from '../../src-core/tests/made-up-work.ts';
import { serveParent, sharedNowMs } from './bench-process.ts';

export interface ServerUsage {
  readonly cpuMs: number;
  readonly rssBytes: number;
  readonly accepted: number;
  readonly refused: number;
}

const SOLVED_PATH = '/chainweb/0.0/scripted/mining/solved';
const SOLUTION = Buffer.alloc(286);

let server: StratumServer | null = null;
let height = 100;
const total = { accepted: 0, refused: 0 };

function count(event: StratumEvent): void {
  if (event.type !== 'machine-left') return;
  const { accepted, stale, duplicate, low, invalid } = event.measurement.shares;
  total.accepted += accepted;
  total.refused += stale + duplicate + low + invalid;
}

function offerNext(): number {
  height += 1;
  const work = madeUpWork({ level: 250, height, parent: `parent ${height}` });
  const nowMs = sharedNowMs();
  server?.offer(work, 0, () => undefined);
  return nowMs;
}

async function start(level: number, changes: Partial<StratumOptions>): Promise<number> {
  const sink = createWriteStream(devNull);
  const log = createLog({
    level: 'info',
    sink: (batch) => {
      for (const record of batch) sink.write(`${formatLogLine(record, { colours: false })}\n`);
    },
  });
  const mode = { kind: 'level', level } as const;
  const options = { port: 0, interface: '127.0.0.1', mode, minLevel: 0, ...changes };
  server = unwrap(await startStratumServer(options, count, log.logger));
  offerNext();
  return server.port;
}

serveParent({
  /** Starts a server whose shares have this level, with the default log, and gives it work. */
  // All machines connect from one address; the default pace would be what is measured.
  startStratum: (level: number) => start(level, { limits: { connectionsAtOnce: 20_000 } }),

  /** The same with the limits as they are. */
  startLimited: () => start(0, { isLoopbackExempt: false }),

  /** A server that does nothing but parse each line of JSON and send it back. */
  startEcho: () =>
    new Promise<number>((resolve) => {
      const echo = createServer({ noDelay: true }, (socket) => {
        let rest = '';
        socket.on('error', () => socket.destroy());
        socket.setEncoding('utf8').on('data', (chunk: string) => {
          const lines = (rest + chunk).split('\n');
          rest = lines.pop() ?? '';
          // Answers of one packet leave together, as the Stratum server's do.
          let answers = '';
          for (const line of lines) answers += `${JSON.stringify(JSON.parse(line))}\n`;
          socket.write(answers);
        });
      });
      echo.listen(0, '127.0.0.1', () => resolve((echo.address() as AddressInfo).port));
    }),

  /** A relay that answers each packet of a machine and sends the node a solution, unchecked. */
  startRelay: (node: string) =>
    new Promise<number>((resolve) => {
      const agent = new Agent({ keepAlive: true });
      const url = new URL(SOLVED_PATH, `http://${node}`);
      const relay = createServer({ noDelay: true }, (socket) => {
        socket.on('error', () => socket.destroy());
        socket.on('data', () => {
          const headers = { 'content-length': String(SOLUTION.length) };
          request(url, { method: 'POST', agent, headers }, (answer) => answer.resume()).end(
            SOLUTION,
          );
          socket.write('{"id":1,"result":true,"error":null}\n');
        });
      });
      relay.listen(0, '127.0.0.1', () => resolve((relay.address() as AddressInfo).port));
    }),

  /** New work on a new parent; answers when it was offered. */
  offerNext,

  usage(): ServerUsage {
    globalThis.gc?.();
    const { user, system } = process.cpuUsage();
    return { cpuMs: (user + system) / 1000, rssBytes: process.memoryUsage().rss, ...total };
  },

  sessions: () => server?.sessionCount ?? 0,

  async stop(): Promise<void> {
    await server?.close();
    server = null;
  },
});
