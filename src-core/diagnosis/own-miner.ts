/** The miner that runs in the process that makes a diagnosis: it need not be asked from outside. */
import type { GroupSnapshot } from '../state/group-types.ts';
import type { MachineSeen } from './checks.ts';

export interface OwnMiner {
  readonly isMining: boolean;
  /** What each kind of worker does; none while it does not mine. */
  readonly groups: readonly Pick<GroupSnapshot, 'kind' | 'state'>[];
  /** Where its Stratum server listens; null while it does not. */
  readonly stratumPort: number | null;
  /** The machines that it lists, with the time of their last accepted share. */
  readonly machines: readonly MachineSeen[];
}
