/** Reads the text of a configuration without holding up what else the program does. */
import { Worker as Thread } from 'node:worker_threads';
import { threadScript } from '../../system/thread-script.ts';
import type { Result } from '../../result.ts';
import type { TextFault } from '../config-error.ts';
import type { ConfigFormat, ConfigText } from '../config-keys.ts';
import { parseConfigText } from './config-text.ts';
import type { TextThreadData } from './text-thread.ts';

/**
 * Longer texts are read in a thread. The largest that are accepted take 0.3 s, in which no machine would get an answer; one
 * of this length takes 20 ms at most, as long as a thread takes to start.
 */
const SHORT_LENGTH = 8 * 1024;

/**
 * The keys in a text, as `parseConfigText` finds them.
 * @param script of the thread; by default the one beside this module
 */
export async function readConfigText(
  text: string,
  format: ConfigFormat,
  script: URL = threadScript('text-thread', import.meta.url),
): Promise<Result<ConfigText, TextFault>> {
  if (text.length <= SHORT_LENGTH) return parseConfigText(text, format);
  try {
    return await readInThread({ text, format }, script);
  } catch {
    // Such as at the system's limit of threads. A fault of the parser is thrown here once more.
    return parseConfigText(text, format);
  }
}

function readInThread(
  workerData: TextThreadData,
  script: URL,
): Promise<Result<ConfigText, TextFault>> {
  return new Promise((resolve, reject) => {
    const thread = new Thread(script, { name: 'configuration', workerData });
    thread.once('message', resolve);
    thread.once('error', reject);
    // After its message this comes too late to matter.
    thread.once('exit', (code) => reject(new Error(`the thread ended with code ${code}`)));
  });
}
