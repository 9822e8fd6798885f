/** A look at the node of some settings, for a person who waits for it. */
import { minerAccount, parsePublicKey } from '../chainweb/account.ts';
import type { MinerConfig } from '../config/miner-config.ts';
import { lookAtNode } from './look-at-node.ts';
import type { NodeFound } from './look-at-node.ts';
import type { NodeError } from './node-errors.ts';
import type { Result } from '../result.ts';

/** A person waits for the answer, so it may take longer than a request while mining. */
const CHECK_TIMEOUT_MS = 5_000;

/** Looks at the node of these settings, without mining: who is it, and does it give work? */
export function checkNode({
  node,
  useTls,
  insecure,
  publicKey,
  account,
}: Pick<MinerConfig, 'node' | 'useTls' | 'insecure' | 'publicKey' | 'account'>): Promise<
  Result<NodeFound, NodeError>
> {
  const key = parsePublicKey(publicKey);
  return lookAtNode(
    { node, useTls, insecure, timeoutMs: CHECK_TIMEOUT_MS },
    key.ok ? minerAccount(key.value, account) : null,
  );
}
