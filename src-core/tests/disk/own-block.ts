/** An own block as history keeps it: found by a thread on the practice network. */
import { foundBlock } from '../../state/miner/own-block-list.ts';
import type { MinerEvent } from '../../state/miner-events.ts';
import type { OwnBlock } from '../../state/snapshot-types.ts';
import { found } from './found-block.ts';

/** @param foundAtMs ms since the Unix epoch */
export function ownBlock(id: string, foundAtMs: number, changes: Partial<OwnBlock> = {}): OwnBlock {
  const event = found(id, foundAtMs) as Extract<MinerEvent, { type: 'solution-found' }>;
  return { ...foundBlock(event, 0.5), ...changes };
}
