/** How near the best share came to a block. */
import type { Translation } from '../../../messages/translation.ts';
import type { BestShare } from '../../../contract/screen-contract.ts';

/** `8.1% of a block`, `0.00025% of a block`, or `a block`: just below one is never rounded up to it. */
export function nearText(
  translation: Translation,
  { difficulty, blockDifficulty }: Pick<BestShare, 'difficulty' | 'blockDifficulty'>,
): string {
  const near = difficulty / blockDifficulty;
  if (near >= 1) return translation.t('blocks.best.block');
  const style = { style: 'percent', maximumSignificantDigits: 2 } as const;
  return translation.t('blocks.best.near', {
    percent: translation.number(Math.min(near, 0.99), style),
  });
}
