/** What notices are written with: the texts of a language, and figures as they are written where the notice is read. */
import type { Translation } from '../../messages/translation.ts';

export interface NoticeWords {
  readonly t: Translation['t'];
  /** A length of time in ms: `4 min`. */
  duration(ms: number): string;
  /** A rate in hashes per second: `15.3 MH/s`. */
  hashRate(hashesPerSecond: number): string;
  /** The local time of day, of ms since the Unix epoch: `06:30`. */
  timeOfDay(atMs: number): string;
}
