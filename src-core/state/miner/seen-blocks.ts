/** The network's newest blocks, as the braid draws them: pure, a part of miner-state.ts. */
import type { BlockSeen } from '../../node/node-events.ts';

const SHOWN_BRAID = 400;

/** The known blocks with those just seen, oldest first. */
export function withBlocks(known: readonly BlockSeen[], seen: readonly BlockSeen[]): BlockSeen[] {
  const hashes = new Set(known.map(({ hash }) => hash));
  const fresh = seen.filter(({ hash }) => !hashes.has(hash));
  return [...known, ...fresh].sort((a, b) => a.createdAtMs - b.createdAtMs).slice(-SHOWN_BRAID);
}
