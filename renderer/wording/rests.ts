/** Why mining rests, and when it resumes. */
import type { Rest } from '../../contract/screen-contract.ts';
import type { Translation } from '../../messages/translation.ts';
import { startOfDayMs } from '../stores/blocks/start-of-day.ts';
import { timeOfDayText } from './figures/moments.ts';

const DAY_MS = 86_400_000;

const ALONE = {
  today: 'rests.until.today',
  tomorrow: 'rests.until.tomorrow',
  day: 'rests.until.day',
} as const;

/** With other reasons. */
const NOT_BEFORE = {
  today: 'rests.notBefore.today',
  tomorrow: 'rests.notBefore.tomorrow',
  day: 'rests.notBefore.day',
} as const;

/** `Mining is paused: no mining is scheduled now and this computer is in use.` */
export function restText(translation: Translation, rests: readonly Rest[]): string {
  return translation.t('rests.paused', { reasons: reasonsText(translation, rests) });
}

/** `no mining is scheduled now and this computer is in use` */
export function reasonsText(translation: Translation, rests: readonly Rest[]): string {
  return translation.list(rests.map((rest) => reasonText(translation, rest)));
}

function reasonText({ t }: Translation, rest: Rest): string {
  switch (rest.reason) {
    case 'schedule':
      return t('rests.reason.schedule');
    case 'battery':
      return t('rests.reason.battery');
    case 'in-use':
      return t('rests.reason.inUse');
    case 'temperature':
      return t('rests.reason.temperature', { limit: rest.limit });
  }
}

/** When it resumes, in a sentence; empty where that is not known. */
export function resumeText(
  translation: Translation,
  rests: readonly Rest[],
  nowMs: number,
): string {
  const [rest, second] = rests;
  const { t } = translation;
  if (rest === undefined) return '';
  if (second !== undefined) {
    const untilMs = rests.find((each) => each.reason === 'schedule')?.untilMs ?? null;
    if (untilMs === null) return t('rests.until.several');
    return untilText(translation, untilMs, nowMs, NOT_BEFORE);
  }
  switch (rest.reason) {
    case 'schedule':
      return rest.untilMs === null ? '' : untilText(translation, rest.untilMs, nowMs, ALONE);
    case 'battery':
      return t('rests.until.battery');
    case 'in-use':
      return t('rests.until.inUse', { count: rest.idleMinutes });
    case 'temperature':
      return t('rests.until.temperature', { resumeAt: rest.resumeAt });
  }
}

function untilText(
  translation: Translation,
  untilMs: number,
  nowMs: number,
  texts: typeof ALONE | typeof NOT_BEFORE,
): string {
  const { t } = translation;
  const time = timeOfDayText(translation, untilMs);
  // Days have 23 to 25 hours.
  const days = Math.round((startOfDayMs(untilMs) - startOfDayMs(nowMs)) / DAY_MS);
  if (days <= 0) return t(texts.today, { time });
  if (days === 1) return t(texts.tomorrow, { time });
  return t(texts.day, { day: translation.date(untilMs, { weekday: 'long' }), time });
}
