/**
 * Loopback addresses at which nothing answers, not even with a refusal: each port has a listener that takes no
 * connection and whose queue is full. Linux leaves further connections unanswered then.
 */
import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { Worker } from 'node:worker_threads';
import { inParallel } from '../../src-core/devices/in-parallel.ts';

export interface SilentListeners {
  readonly hosts: readonly string[];
  /** Beside the port of the web server, which is a free one. */
  readonly ports: readonly number[];
}

interface SilentNetwork {
  readonly webPort: number;
  close(): Promise<void>;
}

/** Connections that a queue of length 1 takes in Linux. */
const QUEUE = 2;
const AT_ONCE = 32;

/** Opens the listeners and fills their queues. */
export async function openSilentNetwork(listeners: SilentListeners): Promise<SilentNetwork> {
  const { hosts, ports } = listeners;
  const thread = new Worker(new URL('silent-listeners.ts', import.meta.url), {
    workerData: listeners,
  });
  const [webPort] = (await once(thread, 'message')) as [number];
  const waiting: Socket[] = [];
  const places = hosts.flatMap((host) => [webPort, ...ports].map((port) => ({ host, port })));
  await inParallel(places, AT_ONCE, async (place) => {
    for (let count = 0; count < QUEUE; count += 1) {
      const socket = connect(place);
      waiting.push(socket);
      await once(socket, 'connect');
      socket.on('error', () => undefined);
    }
  });
  return {
    webPort,
    async close() {
      for (const socket of waiting) socket.destroy();
      await thread.terminate();
    },
  };
}
