/** A look at a node before mining with it. */
import type { MinerAccount } from '../chainweb/account.ts';
import { ok } from '../result.ts';
import type { Result } from '../result.ts';
import { createNodeClient } from './node-client.ts';
import type { NodeAddress } from './node-client.ts';
import type { NodeError } from './node-errors.ts';
import type { NetworkInfo } from './node-events.ts';

/** What a look at a node found. */
export interface NodeFound {
  readonly network: NetworkInfo;
  readonly latencyMs: number;
}

/**
 * Asks a node who it is and, when there is an account to be paid, for one piece of work, so that a
 * mining API that is off or a key it does not mine for is found out now.
 */
export async function lookAtNode(
  address: NodeAddress,
  account: MinerAccount | null,
): Promise<Result<NodeFound, NodeError>> {
  const client = createNodeClient(address);
  try {
    const info = await client.info();
    if (!info.ok || account === null) return info;
    const work = await client.work(info.value.network.versionName, account);
    return work.ok ? ok(info.value) : work;
  } finally {
    client.close();
  }
}
