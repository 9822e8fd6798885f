/** The miner that runs in the process that makes a diagnosis: it need not be asked from outside. */
import type { MachineSeen } from './checks.ts';

export interface OwnMiner {
  readonly isMining: boolean;
  /** Where its Stratum server listens; null while it does not. */
  readonly stratumPort: number | null;
  /** The machines that it lists, with the time of their last share. */
  readonly machines: readonly MachineSeen[];
}
