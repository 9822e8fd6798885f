/** A machine's interfaces on a loopback address of its own, each answering as a test says. */
import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { bodyOf } from '../../../tests/loopback-server.ts';
import { CGMINER_PORT } from '../cgminer/ask-fields.ts';

export interface WebRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface WebAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON where it is no text. */
  readonly body?: unknown;
}

export interface DeviceScript {
  /** Null ends the connection without an answer; a promise that does not end leaves it open. */
  readonly web?: (request: WebRequest) => WebAnswer | null | Promise<WebAnswer | null>;
  /** The answer to each command, sent before the connection is ended. */
  readonly cgminer?: Readonly<Record<string, unknown>>;
  readonly cgminerPort?: number;
  /** What happens to a connection of cgminer's interface instead. */
  readonly onCommand?: (command: string, socket: Socket) => void;
}

export interface ScriptedDevice {
  readonly host: string;
  readonly webPort: number;
  /** `GET /mcb/status`, `4028 summary`, in the order in which they came. */
  readonly asked: readonly string[];
  readonly requests: readonly WebRequest[];
  /** The most requests at one time, of both interfaces together. */
  readonly mostAtOnce: number;
  close(): Promise<void>;
}

/** Each gets a host, since cgminer's port is the same on all machines. */
export function nextLoopbackHost(): string {
  const byte = (): number => 1 + Math.floor(Math.random() * 254);
  return `127.${byte()}.${byte()}.${byte()}`;
}

/** Starts both interfaces, or those of them that the script has. */
export async function startScriptedDevice(
  script: DeviceScript,
  host = nextLoopbackHost(),
): Promise<ScriptedDevice> {
  const asked: string[] = [];
  const requests: WebRequest[] = [];
  const sockets = new Set<Socket>();
  const counts = { now: 0, most: 0 };
  const begin = (): void => {
    counts.now += 1;
    counts.most = Math.max(counts.most, counts.now);
  };

  const web = createServer((request, response) => {
    begin();
    response.once('close', () => (counts.now -= 1));
    void (async () => {
      const { method = '', url = '', headers } = request;
      const body = (await bodyOf(request)).toString();
      asked.push(`${method} ${url}`);
      requests.push({ method, path: url, headers, body });
      const answer = await script.web?.({ method, path: url, headers, body });
      if (answer === null || answer === undefined) request.socket.destroy();
      else {
        response.writeHead(answer.status ?? 200, answer.headers);
        const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
        response.end(text ?? '');
      }
    })();
  });
  const port = script.cgminerPort ?? CGMINER_PORT;
  const cgminer = createTcpServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', (data) => {
      begin();
      // Its own end of the connection: the client's comes after that.
      socket.once('prefinish', () => (counts.now -= 1));
      const { command } = JSON.parse(data.toString()) as { command: string };
      asked.push(`${port} ${command}`);
      if (script.onCommand !== undefined) return script.onCommand(command, socket);
      const answer = script.cgminer?.[command] ?? { STATUS: [{ STATUS: 'E' }] };
      socket.end(typeof answer === 'string' ? answer : `${JSON.stringify(answer)}\0`);
    });
  });
  for (const server of [web, cgminer]) {
    server.on('connection', (socket: Socket) => {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
    });
  }
  const hasWeb = script.web !== undefined;
  if (hasWeb) await listen(web, host, 0);
  const hasCgminer = script.cgminer !== undefined || script.onCommand !== undefined;
  if (hasCgminer) await listen(cgminer, host, port);
  return {
    host,
    webPort: hasWeb ? (web.address() as AddressInfo).port : 80,
    asked,
    requests,
    get mostAtOnce() {
      return counts.most;
    },
    async close() {
      const closed = [web, cgminer].map(
        (server) => new Promise<void>((resolve) => server.close(() => resolve())),
      );
      for (const socket of sockets) socket.destroy();
      await Promise.all(closed);
    },
  };
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
}
