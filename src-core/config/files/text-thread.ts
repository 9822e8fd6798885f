/** What runs in the thread that reads a long configuration: it reads one text, and ends. */
import { parentPort, workerData } from 'node:worker_threads';
import type { ConfigFormat } from '../config-keys.ts';
import { parseConfigText } from './config-text.ts';

/** What the thread is started with. */
export interface TextThreadData {
  readonly text: string;
  readonly format: ConfigFormat;
}

/** Started as the script of a thread: its message is what `parseConfigText` returns. */
if (parentPort !== null) {
  const { text, format } = workerData as TextThreadData;
  parentPort.postMessage(parseConfigText(text, format));
}
