/** What is saved when the user chooses in the app what mines. */
import type { MinerConfig, SettingOrigins } from '../../../contract/screen-contract.ts';

/** The share difficulty of those who choose machines in the app; that of files stays `block`. */
export const MACHINES_BEGIN_WITH = 'period:10';

/**
 * The changes for a worker, which mines alone then. Whole blocks alone would show nothing of a machine for hours, so machines
 * begin with shares, unless the user or a file has set the difficulty.
 * @param usual the default of the share difficulty
 */
export function chosenWorker(
  worker: MinerConfig['worker'],
  { stratumDifficulty, workers }: Pick<MinerConfig, 'stratumDifficulty' | 'workers'>,
  usual: MinerConfig['stratumDifficulty'],
  origins: SettingOrigins,
): Partial<MinerConfig> {
  const isSet =
    stratumDifficulty !== usual || origins.stratumDifficulty?.value === stratumDifficulty;
  const chosen = workers.length === 0 ? { worker } : { worker, workers: [] };
  return worker === 'stratum' && !isSet
    ? { ...chosen, stratumDifficulty: MACHINES_BEGIN_WITH }
    : chosen;
}
