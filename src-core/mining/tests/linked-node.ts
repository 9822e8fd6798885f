/** A scripted node with the pool, history and outbox of a miner that has its first work, for one test. */
import { onTestFinished } from 'vitest';
import { minerAccount } from '../../chainweb/account.ts';
import { openHistory } from '../../history/history.ts';
import { createNodeClient } from '../../node/node-client.ts';
import { createNodePool } from '../../node/pool/node-pool.ts';
import type { NodeLink } from '../../node/pool/node-pool.ts';
import { openOutbox } from '../../node/solutions/solution-outbox.ts';
import { unwrap } from '../../result.ts';
import type { MinerNews } from '../../state/miner-events.ts';
import { collectedLog } from '../../tests/collected-log.ts';
import { startScriptedNode } from '../../tests/scripted-node.ts';
import type { ScriptedNode } from '../../tests/scripted-node.ts';

export const account = minerAccount('ab'.repeat(32));

/** A node that ends with the test. */
export async function scriptedNode(): Promise<ScriptedNode> {
  const node = await startScriptedNode();
  onTestFinished(() => node.close());
  return node;
}

interface LinkOptions {
  /** The timeout of requests; 2 s by default. */
  readonly timeoutMs?: number;
  /** Whether the node is given the solutions; it is not by default. */
  readonly takesSolutions?: boolean;
  readonly onEvent?: (event: MinerNews) => void;
  /** The pool's clock. */
  readonly nowMs?: () => number;
}

/** A link to the node, and the work that it gave first. They are closed after what the test opens. */
export async function linkTo(
  node: ScriptedNode,
  { timeoutMs = 2_000, takesSolutions = false, onEvent = () => undefined, nowMs }: LinkOptions = {},
) {
  const { logger } = collectedLog();
  const pool = createNodePool({
    clients: [createNodeClient({ node: node.address, useTls: false, insecure: false, timeoutMs })],
    onChosen: () => undefined,
    ...{ logger, onEvent, ...(nowMs && { nowMs }) },
  });
  const history = openHistory(':memory:');
  onTestFinished(() => {
    pool.close();
    history.close();
  });
  const { work, link } = unwrap(await pool.work(account, new AbortController().signal));
  const outbox = openOutbox({
    store: history.outbox,
    clientFor: () => (takesSolutions ? link.client : null),
    ...{ logger, onEvent },
  });
  return { pool, history, outbox, work, link };
}

/** Resolves when the cut of the node is known; it is watched until the test ends. */
export function cutKnown({ cut }: NodeLink): Promise<void> {
  return new Promise((resolve) => {
    const unlisten = cut.listen(() => resolve());
    onTestFinished(unlisten);
  });
}
