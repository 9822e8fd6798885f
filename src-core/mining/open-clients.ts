/** The clients of the nodes that are configured. */
import type { MinerConfig } from '../config/miner-config.ts';
import type { Logger } from '../logging/logger.ts';
import { createNodeClient } from '../node/node-client.ts';
import type { NodeClient } from '../node/node-client.ts';
import type { PracticeNode } from '../practice/practice-node.ts';

/** The preferred first; with a practice network its node alone. Says once which go through a proxy. */
export function openClients(
  config: MinerConfig,
  practice: PracticeNode | null,
  logger: Logger,
): NodeClient[] {
  const { useTls, insecure } = config;
  const limits = {
    timeoutMs: config.defaultHTTPTimeout / 1000,
    connectTimeoutMs: config.nodeConnectTimeout * 1000,
  };
  const addresses =
    practice === null
      ? [config.node, ...config.fallbackNodes].map((node) => ({ node, useTls, insecure }))
      : [{ node: new URL(practice.url).host, useTls: false, insecure: false }];
  return addresses.map((address) => {
    const client = createNodeClient({ ...address, ...limits });
    const { proxy, url } = client;
    if (proxy !== null) {
      logger.info(`requests to ${url} go through the proxy ${proxy.name} (${proxy.variable})`);
    }
    return client;
  });
}
