/** Which setting says how many threads a kind of worker has, and how it is explained. */
import type { MinerConfig } from '../../../contract/screen-contract.ts';
import type { MessageId } from '../../../messages/catalogues.ts';
import { workersOf } from './worker-kinds.ts';
import type { WorkerKind } from './worker-kinds.ts';

/** The kinds that `threadCount` is for whether they mine alone or not, each with its own sentence. */
const TEXTS: Readonly<Partial<Record<WorkerKind, MessageId>>> = {
  stratum: 'settings.threadCount.stratum',
  external: 'settings.threadCount.external',
  simulation: 'settings.threadCount.simulated',
  'constant-delay': 'settings.threadCount.simulated',
  'on-demand': 'settings.threadCount.simulated',
};

/** The sentence for `threadCount`; null where no kind that is set uses it, or the processor alone. */
export function threadCountText(config: MinerConfig): MessageId | null {
  // A list of commands has a thread for each.
  const hasOwn = config.externalWorkerCommands.length > 0;
  const texts = workersOf(config).flatMap((kind) =>
    kind === 'external' && hasOwn ? [] : (TEXTS[kind] ?? []),
  );
  const [first, ...others] = new Set(texts);
  return others.length > 0 ? 'settings.threadCount.several' : (first ?? null);
}

/** The setting that holds the threads of the processor: one of its own where it mines beside others. */
export function cpuThreadsSetting(config: MinerConfig): 'threadCount' | 'cpuThreads' {
  const isAlone = workersOf(config).length === 1 && config.cpuThreads === null;
  return isAlone ? 'threadCount' : 'cpuThreads';
}
