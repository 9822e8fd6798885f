/** The fork state of a header, as text. */
import type { Translation } from '../../../messages/translation.ts';
import type { ForkState } from '../../../contract/screen-contract.ts';
import { countText } from './si-number.ts';

/** `Fork 1, 9,521 votes`; null while there is nothing to say: no fork yet and no votes for one. */
export function forkText(translation: Translation, forks: ForkState | null): string | null {
  if (forks === null || (forks.number === 0 && forks.votes === 0)) return null;
  const count = Math.floor(forks.votes);
  const votes = translation.t('blocks.fork.votes', { count, shown: countText(translation, count) });
  return translation.t('blocks.fork.state', { number: forks.number, votes });
}
