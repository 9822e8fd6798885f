/**
 * What became of a machine's request for a difficulty of its shares where it is not followed as it
 * stands. Levels are log2 of the expected hashes of a share.
 */
import { HIGHEST_LEVEL } from './difficulty/asked-difficulty.ts';

export type DifficultyNotice =
  /** The option of its password is no number. */
  | { readonly kind: 'unreadable'; readonly option: string }
  /** Easier than machines may ask for: it gets `level`. */
  | { readonly kind: 'too-easy'; readonly wantedLevel: number; readonly level: number }
  /** Easier than machines may ask for, in period mode: its level follows its hash rate. */
  | { readonly kind: 'follows-rate'; readonly wantedLevel: number; readonly level: number }
  /** Harder than a block, whose level is `level`: shares are no harder than blocks. */
  | { readonly kind: 'harder-than-block'; readonly wantedLevel: number; readonly level: number }
  /** `mining.suggest_difficulty` where `stratumDifficulty` fixes the level. */
  | { readonly kind: 'fixed'; readonly wantedLevel: number };

/** The notice as a clause, for the log. */
export function difficultyNoticeText(notice: DifficultyNotice): string {
  if (notice.kind === 'unreadable') {
    return `the option ${notice.option} of its password is not followed: it has to be a number, a level up to ${HIGHEST_LEVEL} (d=44) or a difficulty above (d=500000)`;
  }
  const wanted = notice.wantedLevel.toFixed(1);
  if (notice.kind === 'fixed') {
    return `it suggested level ${wanted}, which is not followed: stratumDifficulty fixes the level (its password can ask for another: d=44)`;
  }
  const level = notice.level.toFixed(1);
  switch (notice.kind) {
    case 'too-easy':
      return `it asked for level ${wanted} and gets ${level}, the easiest it may have (stratumMinDifficulty)`;
    case 'follows-rate':
      return `it asked for level ${wanted}, easier than ${level} (stratumMinDifficulty): its level follows its hash rate instead`;
    case 'harder-than-block':
      return `it asked for level ${wanted}, but blocks are easier: its shares are as hard as blocks, level ${level} now`;
  }
}
