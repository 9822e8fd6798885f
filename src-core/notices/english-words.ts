/** English, for the terminal and the log. */
import { translationTo } from '../../messages/translation.ts';
import { durationText } from '../logging/duration-text.ts';
import { hashRateText } from '../logging/hash-rate-text.ts';
import type { NoticeWords } from './notice-words.ts';

export const ENGLISH_WORDS: NoticeWords = {
  t: translationTo('en').t,
  duration: durationText,
  hashRate: hashRateText,
  timeOfDay(atMs) {
    const time = new Date(atMs);
    return [time.getHours(), time.getMinutes()]
      .map((value) => String(value).padStart(2, '0'))
      .join(':');
  },
};
