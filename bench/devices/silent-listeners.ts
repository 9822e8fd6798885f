/** A thread that listens on every address and port of a network, and never takes a connection. */
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import type { SilentListeners } from './silent-network.ts';

const { hosts, ports } = workerData as SilentListeners;
/** Port of the first web server, which the others take too. */
let webPort = 0;

function listen(host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    // As few as can be may wait to be taken: what comes after these gets no answer.
    server.listen({ host, port, backlog: 1 }, () =>
      resolve((server.address() as AddressInfo).port),
    );
  });
}

for (const host of hosts) {
  webPort = await listen(host, webPort);
  for (const port of ports) await listen(host, port);
}
parentPort?.postMessage(webPort);
// The loop of this thread stands still until the thread is ended.
Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
