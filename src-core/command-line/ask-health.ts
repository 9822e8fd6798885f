/** `--health`: whether the Heddle that serves metrics on this computer mines, or rests as set up. For services and containers. */
import { isIPv6 } from 'node:net';
import type { MinerConfig } from '../config/miner-config.ts';
import { openConnections } from '../http/connections.ts';
import { sendAlone } from '../http/send-alone.ts';
import { sayOnStderr } from '../logging/stderr-line.ts';
import { visibleLines } from '../logging/visible-text.ts';
import { EXIT } from '../system/exit-codes.ts';
import { print } from './print.ts';

const CONNECT_MS = 2_000;
const LIMITS = { connectMs: CONNECT_MS, answerMs: 3_000, maxBytes: 4_096 };
/** What `/healthz` of Heddle answers, and other servers do not. */
const ANSWER = /^Mining [^\n]*\.\n$/;

/**
 * Asks `/healthz` at the metrics port and prints the sentence that it answers.
 * @returns the exit code, see system/exit-codes.ts
 */
export async function askHealth({
  metricsPort,
  metricsInterface,
}: Pick<MinerConfig, 'metricsPort' | 'metricsInterface'>): Promise<number> {
  if (metricsPort === null) {
    sayOnStderr('--health asks a miner at its metrics port. Name that with --metrics-port.');
    return EXIT.failed;
  }
  const url = new URL(`http://${hostOf(metricsInterface)}:${metricsPort}/healthz`);
  // The miner is on this computer: no proxy leads there.
  const connections = openConnections({ insecure: false, connectMs: CONNECT_MS, environment: {} });
  try {
    const sent = await sendAlone(connections, { method: 'GET', url }, LIMITS);
    if (!sent.ok) return notMining(`Nothing answers at ${url.href}: ${sent.error.detail}`);
    const sentence = visibleLines(sent.value.body.toString());
    if (!ANSWER.test(sentence)) return notMining(`What answers at ${url.href} is not Heddle.`);
    if (sent.value.status !== 200) return notMining(sentence.trim());
    return await print(sentence);
  } finally {
    connections.close();
  }
}

function notMining(sentence: string): number {
  sayOnStderr(sentence);
  return EXIT.notMining;
}

/** Where a server that listens on this interface answers on its own computer. */
function hostOf(interfaceName: string): string {
  switch (interfaceName) {
    case '*':
    case '*4':
    case '!4':
    case '*6':
      return '127.0.0.1';
    case '!6':
      return '[::1]';
    default: {
      // A URL has no place for the zone of an address.
      const host = interfaceName.replace(/%[^\]]*/, '');
      return isIPv6(host) ? `[${host}]` : host;
    }
  }
}
