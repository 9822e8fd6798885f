/** How trying an external command went, for a program that did nothing wrong. */
import type { TryResult } from '../../../contract/screen-contract.ts';
import type { Translation } from '../../../messages/translation.ts';

/** A sentence. What a program did wrong is worded by worker-problems.ts. */
export function tryVerdictText({ t }: Translation, verdict: TryResult['verdict']): string {
  switch (verdict.kind) {
    case 'works':
      return t(verdict.countsHashes ? 'failures.try.worksAndCounts' : 'failures.try.works');
    case 'no-command':
      return t('failures.try.noCommand');
    case 'ended':
      return t('failures.try.ended');
    case 'timeout':
      return t('failures.try.timeout', { seconds: verdict.seconds, hashes: verdict.hashes });
    case 'fault':
      return t('failures.try.fault');
  }
}
