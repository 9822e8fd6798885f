/** What a kind of worker does, in a word. */
import type { GroupState } from '../../contract/screen-contract.ts';
import type { MessageId } from '../../messages/catalogues.ts';

export const WORKER_STATES: Readonly<Record<GroupState, MessageId>> = {
  opening: 'workers.state.opening',
  mining: 'workers.state.mining',
  waiting: 'workers.state.waiting',
  paused: 'workers.state.paused',
  resting: 'workers.state.resting',
  failed: 'workers.state.failed',
};
