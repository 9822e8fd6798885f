/** Whether a node gets new blocks. */
import { setTimeout as pause } from 'node:timers/promises';
import type { MinerConfig } from '../config/miner-config.ts';
import { createNodeClient } from '../node/node-client.ts';

const TIMEOUT_MS = 5_000;
const LOOKS = 8;

/** Watches the newest block of each chain for `watchMs`; false when none changes, or the node does not say. */
export async function cutMoves(
  { node, useTls, insecure }: Pick<MinerConfig, 'node' | 'useTls' | 'insecure'>,
  version: string,
  watchMs: number,
): Promise<boolean> {
  const client = createNodeClient({ node, useTls, insecure, timeoutMs: TIMEOUT_MS });
  try {
    const before = await client.cut(version);
    if (!before.ok) return false;
    const first = hashesOf(before.value);
    for (let look = 0; look < LOOKS; look += 1) {
      await pause(watchMs / LOOKS);
      const now = await client.cut(version);
      if (now.ok && hashesOf(now.value) !== first) return true;
    }
    return false;
  } finally {
    client.close();
  }
}

function hashesOf(tips: readonly { readonly hash: string }[]): string {
  return tips.map(({ hash }) => hash).join();
}
