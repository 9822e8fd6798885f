/** What each kind of worker does, in words: on its row, in the status strip and in the tray. */
import type { GroupSnapshot, MinerSnapshot, Rest } from '../../contract/screen-contract.ts';
import type { Translation } from '../../messages/translation.ts';
import { durationText } from './figures/durations.ts';
import { groupErrorText } from './problems/group-problems.ts';
import { workerProblemText } from './problems/worker-problems.ts';
import { reasonsText, resumeText } from './rests.ts';
import { workerText } from './settings/worker-kinds.ts';
import { WORKER_STATES } from './worker-states.ts';

type Groups = readonly Pick<GroupSnapshot, 'kind' | 'state'>[];

/** Those that the user or a reason to rest keeps from mining. */
const HELD: ReadonlySet<GroupSnapshot['state']> = new Set(['paused', 'resting']);

/** Whether there is more to say of the kinds of workers than of mining as a whole. */
export function areApart(groups: Groups): boolean {
  return groups.length > 1 || groups.some(({ state }) => HELD.has(state));
}

/** Whether something is started, and nothing of it is meant to mine now. */
export function areAllHeld(groups: Groups): boolean {
  return groups.length > 0 && groups.every(({ state }) => HELD.has(state));
}

/**
 * How many machines are connected; null where that is no fact of mining now. None is one only where machines alone are
 * to mine.
 */
export function machinesText(
  { t }: Translation,
  groups: Groups,
  online: number | null,
): string | null {
  if (online === null) return null;
  const isMeant = groups.some(({ kind, state }) => kind === 'stratum' && !HELD.has(state));
  const others = groups.some(({ kind, state }) => kind !== 'stratum' && state === 'mining');
  return online === 0 && (!isMeant || others) ? null : t('frame.machines', { count: online });
}

/** `Processor: paused by you`, for each kind that is held or has failed. */
export function heldTexts(translation: Translation, groups: Groups): string[] {
  const { t } = translation;
  return groups
    .filter(({ state }) => HELD.has(state) || state === 'failed')
    .map(({ kind, state }) =>
      t('workers.one', {
        worker: workerText(translation, kind).name,
        state: t(WORKER_STATES[state]),
      }),
    );
}

/** What the button of a kind does now: `Pause Processor`, or `Resume Processor` after that. */
export function pauseText(translation: Translation, { kind, state }: Groups[number]): string {
  const worker = workerText(translation, kind).name;
  return translation.t(state === 'paused' ? 'workers.resume' : 'workers.pause', { worker });
}

/** Nothing mines because all is held, in two sentences: which and why, and what resumes it. */
export function allHeldText(
  translation: Translation,
  { groups, rests }: Pick<MinerSnapshot, 'groups' | 'rests'>,
  nowMs: number,
): { readonly happened: string; readonly advice: string } {
  const { t } = translation;
  if (groups.every(({ state }) => state === 'paused')) {
    return { happened: t('workers.allPaused'), advice: t('workers.allPaused.advice') };
  }
  return {
    happened: t('workers.allHeld', { workers: translation.list(heldTexts(translation, groups)) }),
    advice: resumeText(translation, rests, nowMs),
  };
}

/** Why a kind rests or has failed, and when that ends; null while it does neither. */
export function groupDetail(
  translation: Translation,
  { kind, state, error, failure, retryAtMs }: GroupSnapshot,
  rests: readonly Rest[],
  nowMs: number,
): string | null {
  const { t } = translation;
  if (state === 'resting') {
    const own = rests.filter(({ kinds }) => kinds.includes(kind));
    const reasons = reasonsText(translation, own);
    const resumes = resumeText(translation, own, nowMs);
    return own.length === 0 ? null : t('workers.rests', { reasons, resumes }).trim();
  }
  if (state !== 'failed') return null;
  const reason =
    error !== null
      ? groupErrorText(translation, kind, error)
      : failure && workerProblemText(translation, failure).happened;
  if (reason === null) return null;
  // A program that is tried again may search for long before it fails again, or finds something.
  if (error === null && (retryAtMs ?? nowMs) <= nowMs) return t('workers.failed.again', { reason });
  const seconds = Math.max(1, Math.round(((retryAtMs ?? nowMs) - nowMs) / 1000));
  return t('workers.failed', { reason, time: durationText(translation, seconds) });
}

/** A part of the whole hash rate: `37%`, `<1%`; null where nothing is hashed. */
export function shareText({ number }: Translation, rate: number, total: number): string | null {
  if (!(total > 0)) return null;
  const share = rate / total;
  const percent = (value: number): string =>
    number(value, { style: 'percent', maximumFractionDigits: 0 });
  // A small part must not look like none, nor like all of it.
  if (share > 0 && share < 0.005) return `<${percent(0.01)}`;
  return share < 1 && share > 0.995 ? `>${percent(0.99)}` : percent(share);
}
