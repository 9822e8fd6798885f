/** The thread of one CPU worker, as `cpu-worker.ts` starts it. */
import { parentPort, workerData } from 'node:worker_threads';
import { serveHashes } from './serve-hashes.ts';
import type { HashThreadData, HashThreadMessage } from './serve-hashes.ts';
import { lowerPriority } from './thread-priority.ts';

const port = parentPort;
if (port === null) throw new Error('this file is to be run as a thread');
lowerPriority((reason) => {
  const message: HashThreadMessage = { type: 'priority-kept', reason };
  port.postMessage(message);
});
serveHashes(port, workerData as HashThreadData);
