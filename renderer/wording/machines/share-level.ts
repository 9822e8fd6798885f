/** How hard the shares of a machine are: their level, and the hashes that one takes. */
import type { Translation } from '../../../messages/translation.ts';
import { UNKNOWN, difficultyText } from '../figures/si-number.ts';

/** log2 of a share's expected hashes, with a decimal where it is between two levels. */
export function levelText({ number }: Translation, level: number | null): string {
  return level === null ? UNKNOWN : number(level, { maximumFractionDigits: 1 });
}

/** `70.4 T hashes per share`. */
export function hashesPerShareText(translation: Translation, difficulty: number): string {
  const hashes = difficultyText(translation, difficulty);
  return translation.t('machines.hashesPerShare', { difficulty: hashes });
}
