/** What notices are written with in a language of the screen. */
import type { NoticeWords } from '../../../src-core/notices/notice-words.ts';
import type { Translation } from '../../../messages/translation.ts';
import { durationText } from '../figures/durations.ts';
import { timeOfDayText } from '../figures/moments.ts';
import { hashRateText } from '../figures/si-number.ts';

/** The words of `translation`, with its figures. */
export function noticeWords(translation: Translation): NoticeWords {
  return {
    t: translation.t,
    duration: (ms) => durationText(translation, ms / 1000),
    hashRate: (hashesPerSecond) => hashRateText(translation, hashesPerSecond),
    timeOfDay: (atMs) => timeOfDayText(translation, atMs),
  };
}
