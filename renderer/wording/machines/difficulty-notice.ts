/** Why a machine does not get the difficulty that it asked for. */
import type { MessageId } from '../../../messages/catalogues.ts';
import type { Translation } from '../../../messages/translation.ts';
import type { DifficultyNotice } from '../../../contract/screen-contract.ts';
import { levelText } from './share-level.ts';

const TEXTS: Readonly<Record<DifficultyNotice['kind'], MessageId>> = {
  unreadable: 'machines.difficulty.unreadable',
  'too-easy': 'machines.difficulty.tooEasy',
  'follows-rate': 'machines.difficulty.followsRate',
  'harder-than-block': 'machines.difficulty.harderThanBlock',
  fixed: 'machines.difficulty.fixed',
};

/** The notice as sentences. */
export function difficultyNoticeText(translation: Translation, notice: DifficultyNotice): string {
  const text = TEXTS[notice.kind];
  if (notice.kind === 'unreadable') return translation.t(text, { option: notice.option });
  return translation.t(text, {
    wanted: levelText(translation, notice.wantedLevel),
    level: 'level' in notice ? levelText(translation, notice.level) : '',
  });
}
