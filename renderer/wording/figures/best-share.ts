/** How near the best share came to a block. */
import type { Translation } from '../../../messages/translation.ts';
import type { BestShare } from '../../../contract/screen-contract.ts';

const STYLE = { style: 'percent', maximumSignificantDigits: 2 } as const;

/** What is nearer than nothing, in a place with little room. */
const LITTLE = 0.0001;

/** `8.1%` or `<0.01%` of a block; null where it was one. */
export function nearPercent(
  { number }: Translation,
  { difficulty, blockDifficulty }: Pick<BestShare, 'difficulty' | 'blockDifficulty'>,
): string | null {
  const near = difficulty / blockDifficulty;
  if (near >= 1) return null;
  const percent = number(Math.min(Math.max(near, LITTLE), 0.99), STYLE);
  return near < LITTLE ? `<${percent}` : percent;
}

/** `8.1% of a block`, `0.00025% of a block`, or `a block`: just below one is never rounded up to it. */
export function nearText(
  translation: Translation,
  { difficulty, blockDifficulty }: Pick<BestShare, 'difficulty' | 'blockDifficulty'>,
): string {
  const near = difficulty / blockDifficulty;
  if (near >= 1) return translation.t('blocks.best.block');
  return translation.t('blocks.best.near', {
    percent: translation.number(Math.min(near, 0.99), STYLE),
  });
}
