/** A block as history hears of it: found by a thread on the practice network. */
import { mkChainId } from '../../chainweb/chain-graph.ts';
import type { MinerEvent } from '../../state/miner-events.ts';

/** @param atMs ms since the Unix epoch */
export const found = (id: string, atMs: number): MinerEvent => ({
  type: 'solution-found',
  id,
  atMs,
  chain: mkChainId(2),
  height: 9,
  difficulty: 1e6,
  worker: 'CPU 0',
  versionName: 'practice',
});
