/** How the workers of this computer compute, and where their hash rate comes from. */
import type { Translation } from '../../../messages/translation.ts';
import type { WorkerSnapshot } from '../../../contract/screen-contract.ts';

/**
 * `2 threads · WebAssembly SIMD`, or `2 threads · gpu-miner · reported by the program` where a program
 * tells its hash rate itself. Null where none computes here: machines hash elsewhere.
 */
export function howComputedText(
  translation: Translation,
  workers: readonly Pick<WorkerSnapshot, 'engine' | 'isRateTold'>[],
): string | null {
  const { t } = translation;
  // Most often all in one way.
  const engines = new Set(workers.flatMap(({ engine }) => engine ?? []));
  if (engines.size === 0) return null;
  const source = rateSourceText(translation, workers);
  return [t('home.threads', { count: workers.length }), ...engines, source ?? []]
    .flat()
    .join(' · ');
}

/** `reported by the program`; null where all hashes are counted here. */
export function rateSourceText(
  { t }: Translation,
  workers: readonly Pick<WorkerSnapshot, 'isRateTold'>[],
): string | null {
  return workers.some(({ isRateTold }) => isRateTold) ? t('home.rateTold') : null;
}
