/**
 * What to expect of a machine that has work and has sent no share. Its hash rate is not known before
 * shares come, so it gets as long as a small ASIC needs at the same level.
 */
import type { MachineSnapshot } from '../../../contract/screen-contract.ts';
import type { Translation } from '../../../messages/translation.ts';
import { aboutText, durationText } from '../figures/durations.ts';
import { hashRateText } from '../figures/si-number.ts';

/** The smallest ASIC that was sold for Kadena, a KD-BOX, makes this many hashes per second. */
const SMALL_ASIC = 1.6e12;
/** This many expected times without a share: by chance one time in 22,000. */
const PATIENCE = 10;
/** No machine counts as late before this time: some need a minute until they hash. */
const SHORTEST_MS = 120_000;
/** Shares that take longer are better made easier, seconds. */
const LONG_SECONDS = 600;

/** For how long a machine has had work without a share, if that is longer than usual; else null. */
export function firstShareLateMs(
  { stage, difficulty, workSinceMs }: MachineSnapshot,
  nowMs: number,
): number | null {
  if (stage !== 'job-sent' || difficulty === null || workSinceMs === null) return null;
  const waitedMs = nowMs - workSinceMs;
  const limitMs = Math.max(SHORTEST_MS, (PATIENCE * difficulty * 1000) / SMALL_ASIC);
  return waitedMs > limitMs ? waitedMs : null;
}

/** When its first share should come, or what to do if it is late. */
export function firstShareText(
  translation: Translation,
  machine: MachineSnapshot,
  nowMs: number,
): string {
  const { t } = translation;
  const lateMs = firstShareLateMs(machine, nowMs);
  if (lateMs !== null) {
    return t('machines.meaning.noShare', { duration: durationText(translation, lateMs / 1000) });
  }
  const { difficulty } = machine;
  if (difficulty === null) return t('machines.meaning.jobSent');
  const seconds = difficulty / SMALL_ASIC;
  return t(
    seconds > LONG_SECONDS ? 'machines.meaning.jobSent.hard' : 'machines.meaning.jobSent.soon',
    { rate: hashRateText(translation, SMALL_ASIC), time: aboutText(translation, seconds) },
  );
}
