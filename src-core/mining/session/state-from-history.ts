/** The state of a miner that has not started yet. */
import type { History } from '../../history/history.ts';
import { initialMinerState } from '../../state/miner/miner-state.ts';
import type { MinerState } from '../../state/miner/miner-state.ts';
import { SHOWN_OWN_BLOCKS } from '../../state/snapshot-types.ts';

/** Nothing is known but what the history keeps. */
export function stateFrom(history: History): MinerState {
  return initialMinerState(
    history.blocks(Number.MAX_SAFE_INTEGER, SHOWN_OWN_BLOCKS),
    history.blockCounts(),
    history.efforts(),
  );
}
