/** Checks a node before mining on it: which network is it on, and does it issue work? */
import { minerAccount, parsePublicKey } from '../../chainweb/account.ts';
import type { MinerConfig } from '../../config/miner-config.ts';
import type { Result } from '../../result.ts';
import { createNodeClient } from '../node-client.ts';
import type { NodeError } from '../node-errors.ts';
import type { NetworkInfo } from '../node-events.ts';

/** What a check found out about a node. */
interface NodeFound {
  readonly network: NetworkInfo;
  /** How long the node took to answer `/info`. */
  readonly latencyMs: number;
}

type CheckedSettings = Pick<
  MinerConfig,
  | 'node'
  | 'useTls'
  | 'insecure'
  | 'publicKey'
  | 'account'
  | 'defaultHTTPTimeout'
  | 'nodeConnectTimeout'
>;

/**
 * Asks the node of these settings for its network and, if the public key is valid, for one piece of
 * work, so that mining that is off, or a key that the node does not accept, is noticed now. The
 * limits are those of mining, so a node that is too far away is noticed as well.
 */
export async function checkNode({
  node,
  useTls,
  insecure,
  publicKey,
  account,
  defaultHTTPTimeout,
  nodeConnectTimeout,
}: CheckedSettings): Promise<Result<NodeFound, NodeError>> {
  const client = createNodeClient({
    node,
    useTls,
    insecure,
    timeoutMs: defaultHTTPTimeout / 1000,
    connectTimeoutMs: nodeConnectTimeout * 1000,
  });
  try {
    const info = await client.info();
    const key = parsePublicKey(publicKey);
    if (!info.ok || !key.ok) return info;
    const { versionName } = info.value.network;
    const work = await client.work(versionName, minerAccount(key.value, account));
    return work.ok ? info : work;
  } finally {
    client.close();
  }
}
