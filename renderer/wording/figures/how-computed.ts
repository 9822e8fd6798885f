/** How the workers of this computer compute, and where their hash rate comes from. */
import type { Translation } from '../../../messages/translation.ts';
import type { GroupSnapshot, WorkerSnapshot } from '../../../contract/screen-contract.ts';

/**
 * `2 threads · WebAssembly SIMD`, or `2 threads · gpu-miner · reported by External 1` where a program
 * tells its hash rate itself. Of graphics cards their names alone, as each is a worker. Null where none
 * computes here: machines hash elsewhere.
 */
export function howComputedText(
  translation: Translation,
  workers: readonly Pick<WorkerSnapshot, 'name' | 'kind' | 'engine' | 'isRateReported'>[],
): string | null {
  const { t } = translation;
  // Most often all in one way.
  const engines = new Set(workers.flatMap(({ engine }) => engine ?? []));
  if (engines.size === 0) return null;
  const threads = workers.filter(({ kind }) => kind !== 'gpu').length;
  const count = threads === 0 ? [] : [t('home.threads', { count: threads })];
  const source = rateSourceText(translation, workers);
  return [...count, ...engines, source ?? []].flat().join(' · ');
}

/** Why no rate of these is known: a program does not tell, or shares or the first measurement are awaited. */
export function unknownRateText(
  { t }: Translation,
  groups: readonly Pick<GroupSnapshot, 'kind' | 'isRateKnown'>[],
): string {
  const awaits = (awaited: GroupSnapshot['kind']): boolean =>
    groups.some(({ kind, isRateKnown }) => kind === awaited && !isRateKnown);
  if (awaits('external')) return t('home.rate.unknown');
  return t(awaits('stratum') ? 'home.rate.firstShares' : 'home.rate.soon');
}

/** Names that are listed; of more, two are named and the others counted. */
const LISTED = 3;

/** `reported by External 1, External 2`; null where all hashes are counted here. */
export function rateSourceText(
  { t }: Translation,
  workers: readonly Pick<WorkerSnapshot, 'name' | 'isRateReported'>[],
): string | null {
  const names = workers.filter(({ isRateReported }) => isRateReported).map(({ name }) => name);
  if (names.length === 0) return null;
  const listed = names.length > LISTED ? names.slice(0, LISTED - 1) : names;
  return t('home.rateReported', { names: listed.join(', '), more: names.length - listed.length });
}
