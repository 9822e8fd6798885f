/** What is saved when the user chooses in the app what mines. */
import type {
  MinerConfig,
  SettingFacts,
  SettingOrigins,
} from '../../../contract/screen-contract.ts';
import { WORKER_CHOICES } from './worker-kinds.ts';
import type { WorkerKind } from './worker-kinds.ts';

/** The share difficulty of those who choose machines in the app; that of files stays `block`. */
export const MACHINES_BEGIN_WITH = 'period:10';

/**
 * The kinds of workers as they are saved: one alone as `worker`, several as `workers`, in the order in which
 * they are offered.
 * @param kinds at least one
 */
export function savedWorkers(
  kinds: readonly WorkerKind[],
): Pick<MinerConfig, 'workers'> & Partial<Pick<MinerConfig, 'worker'>> {
  const [worker, ...others] = WORKER_CHOICES.filter((kind) => kinds.includes(kind));
  if (worker === undefined) throw new Error('no kind of worker is chosen');
  return others.length === 0 ? { worker, workers: [] } : { workers: [worker, ...others] };
}

/**
 * The changes for a choice of workers. Whole blocks alone would show nothing of a machine for hours, so machines
 * begin with shares, unless the user or a file has set the difficulty.
 * @param kinds at least one
 * @param usual the default of the share difficulty
 */
export function chosenWorkers(
  kinds: readonly WorkerKind[],
  { stratumDifficulty, workers }: Pick<MinerConfig, 'stratumDifficulty' | 'workers'>,
  usual: SettingFacts['default'] | undefined,
  origins: SettingOrigins,
): Partial<MinerConfig> {
  const isSet =
    stratumDifficulty !== usual || origins.stratumDifficulty?.value === stratumDifficulty;
  const { worker, workers: set } = savedWorkers(kinds);
  return {
    ...(worker !== undefined && { worker }),
    ...(set.length + workers.length > 0 && { workers: set }),
    ...(kinds.includes('stratum') && !isSet && { stratumDifficulty: MACHINES_BEGIN_WITH }),
  };
}
